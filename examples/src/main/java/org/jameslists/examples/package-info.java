/** Three programs that use mail-authentication without James. */
package org.jameslists.examples;
