/** James' Mail and its message, as values of the engine. */
package org.jameslists.james.mail;
