/**
 * The drop-in jar for James 3.9 inside James 3.9.0: its Guice server, spooler, mailet container and extension loading are
 * real. What Maven Central does not have at 3.9.0 has a stand-in here: the queue, and the mailets at the ends of the way.
 */
package org.jameslists.james39;
