package org.jameslists.commandline;

import java.util.Optional;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class ListAuthVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ListAuth.class.getPackage().getImplementationVersion();
        return new String[] {"listauth " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
}
