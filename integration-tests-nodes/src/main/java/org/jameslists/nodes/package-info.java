/** A distributed James 3.8.1, put together from the parts that Maven Central has. */
package org.jameslists.nodes;
