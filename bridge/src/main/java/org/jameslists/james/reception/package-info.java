/** Decisions about a mail when it comes in. */
package org.jameslists.james.reception;
