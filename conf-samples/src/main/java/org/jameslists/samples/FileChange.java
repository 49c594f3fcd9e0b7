package org.jameslists.samples;

import java.util.Optional;

/**
 * The change of one file.
 *
 * @param name its name in the {@code conf} folder
 * @param before its text, if it exists
 * @param after its new text, which is different
 */
public record FileChange(String name, Optional<String> before, String after) {}
