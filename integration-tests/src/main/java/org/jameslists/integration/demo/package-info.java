/** The demonstration that {@code ./demo} runs: a post through a list, before and after, and what a receiver says. */
package org.jameslists.integration.demo;
