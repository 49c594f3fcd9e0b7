/** {@code listauth}: the engine as shell commands for operators. */
package org.jameslists.commandline;
