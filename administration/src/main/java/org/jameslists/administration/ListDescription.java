package org.jameslists.administration;

import java.util.List;
import java.util.Map;

/**
 * A list, as JSON.
 *
 * @param address its address
 * @param members the addresses that its mail goes to, with lists among them resolved
 * @param lastNumber the last number given to a post; 0 if there was none
 * @param held the number of posts that are held for it
 * @param policy the DMARC policy of its domain
 * @param settings the settings that apply to it
 */
record ListDescription(
        String address, List<String> members, long lastNumber, int held, Policy policy, Settings settings) {
    /**
     * A DMARC policy.
     *
     * @param domain the domain to which it applies
     * @param policy {@code none}, {@code quarantine} or {@code reject} as it applies; {@code absent} or {@code unknown}
     * @param reason where it was found, or why it was not found
     */
    record Policy(String domain, String policy, String reason) {}

    /**
     * Settings.
     *
     * @param authservId the name of this server in Authentication-Results
     * @param processor the processor that serves lists
     * @param steps what this processor does with a post, in order
     */
    record Settings(String authservId, String processor, List<ProcessingStep> steps) {}

    /**
     * A mailet that may act on a post.
     *
     * @param match the matcher and its condition
     * @param mailet the mailet, without its package
     * @param parameters its parameters; secrets are not shown
     */
    record ProcessingStep(String match, String mailet, Map<String, String> parameters) {}
}
