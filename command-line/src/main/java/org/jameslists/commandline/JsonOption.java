package org.jameslists.commandline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the output is JSON, for scripts. {@code docs/json.md} lists the members of each command. */
final class JsonOption {
    /** The version of the output's schema: it changes when a member goes away or gets another meaning. */
    static final int SCHEMA_VERSION = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--json",
            description = "Print one JSON object on one line instead; docs/json.md lists its members.")
    private boolean json;

    boolean isWanted() {
        return json;
    }

    /** An object that begins as all do: with the schema's version, the command and its exit code. */
    ObjectNode object(int exitCode) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", SCHEMA_VERSION)
                .put("command", spec.name())
                .put("exit_code", exitCode);
    }
}
