/** Lists and their members, numbers and signers. */
package org.jameslists.james.lists;
