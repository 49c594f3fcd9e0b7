/** What the engine costs beside the cryptography it cannot do without: every figure is a ratio within one run. */
package org.jameslists.benchmarks;
