/** Lists: their members, serial numbers and signers. */
package org.jameslists.james.lists;
