package org.jameslists.forecast;

import java.util.List;

import javax.mail.MessagingException;

import org.jameslists.james.settings.KeyFiles;
import org.jameslists.james.settings.SelectorPattern;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.signature.SigningIdentity;

/** The key files of a configuration, with {@link StandInKeys} for missing ones. */
final class ConfiguredKeys implements SigningKeys {
    private final KeyFiles files;
    private final StandInKeys standIns;
    private final String listDomain;
    private final Notes notes;

    /**
     * The keys.
     *
     * @param listDomain the domain that counts as having keys, even if the files are missing
     */
    ConfiguredKeys(KeyFiles files, StandInKeys standIns, String listDomain, Notes notes) {
        this.files = files;
        this.standIns = standIns;
        this.listDomain = listDomain;
        this.notes = notes;
    }

    @Override
    public boolean has(String domain, String selector) {
        return files.has(domain, selector) || domain.equalsIgnoreCase(listDomain);
    }

    @Override
    public List<String> selectors(String domain, SelectorPattern pattern) throws MessagingException {
        List<String> found = files.selectors(domain, pattern);
        return found.isEmpty() ? List.of(pattern.selector(1)) : found;
    }

    @Override
    public SigningIdentity identity(String domain, String selector) throws MessagingException {
        if (files.has(domain, selector)) {
            return files.identity(domain, selector);
        }
        notes.add("The key of " + domain + ", selector " + selector
                + ", is missing. Without it, James would not start. The forecast uses another key, as if its record"
                + " were published.");
        return standIns.identity(domain, selector);
    }
}
