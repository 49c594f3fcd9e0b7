/** Converts James' Mail and its message to the engine's values and back. */
package org.jameslists.james.mail;
