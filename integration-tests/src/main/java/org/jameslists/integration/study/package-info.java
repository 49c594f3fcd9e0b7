/**
 * The field study that this project follows, done again: authors of all sorts, lists that treat their posts in different
 * ways, each a real James with a configuration sample, and what arrives at the members' servers.
 */
package org.jameslists.integration.study;
