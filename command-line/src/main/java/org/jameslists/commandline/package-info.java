/** {@code listauth}: the core for an operator's shell. It knows nothing of James. */
package org.jameslists.commandline;
