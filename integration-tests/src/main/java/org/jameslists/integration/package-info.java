/**
 * A real James around the extension jar: started from a configuration sample in this process or in one of its own,
 * administered over WebAdmin as an operator would, its mail read back over IMAP.
 */
package org.jameslists.integration;
