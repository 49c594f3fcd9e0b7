package org.jameslists.forecast;

import java.nio.file.Path;

import org.apache.james.filesystem.api.JamesDirectoriesProvider;

/**
 * The folders where James finds its files.
 *
 * @param conf the configuration; it is only read
 * @param working everything else
 */
record Folders(Path conf, Path working) implements JamesDirectoriesProvider {
    @Override
    public String getRootDirectory() {
        return working + "/";
    }

    @Override
    public String getAbsoluteDirectory() {
        return "/";
    }

    @Override
    public String getConfDirectory() {
        return conf.toAbsolutePath() + "/";
    }

    @Override
    public String getVarDirectory() {
        return working + "/var/";
    }
}
