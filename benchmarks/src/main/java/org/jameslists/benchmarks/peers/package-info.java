/** The engine beside other libraries that do the same. */
package org.jameslists.benchmarks.peers;
