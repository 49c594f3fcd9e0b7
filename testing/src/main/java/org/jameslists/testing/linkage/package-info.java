/**
 * Checks that a jar fits the class path it will be dropped into, by its class files alone: no class is loaded, so a
 * class path of a newer Java than the running one can be checked too.
 */
package org.jameslists.testing.linkage;
