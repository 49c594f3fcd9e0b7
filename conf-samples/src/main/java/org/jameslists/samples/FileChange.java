package org.jameslists.samples;

import java.util.Optional;

/**
 * What becomes of one file.
 *
 * @param name its name in the {@code conf} folder
 * @param before its text, if it exists
 * @param after its text to come, which differs
 */
public record FileChange(String name, Optional<String> before, String after) {}
