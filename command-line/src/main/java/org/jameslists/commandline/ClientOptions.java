package org.jameslists.commandline;

import java.net.InetAddress;
import java.util.Optional;

import org.jameslists.authentication.SmtpClient;

import com.google.common.net.InetAddresses;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The SMTP client that handed a message in, and what it said. */
final class ClientOptions {
    @Option(
            names = "--ip",
            required = true,
            paramLabel = "IP",
            description = "The address of the host that handed the message in.")
    private String address;

    @Option(
            names = "--helo",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The name that it gave with HELO or EHLO.")
    private String helo;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDR",
            defaultValue = "",
            description = "The address in MAIL FROM. Without it, or if it is empty: the null reverse-path.")
    private String mailFrom;

    /** The client that the options describe, if any was given. */
    static Optional<SmtpClient> smtpClient(ClientOptions options, CommandLine command) {
        return Optional.ofNullable(options)
                .map(client -> new SmtpClient(
                        address("--ip", client.address, command), client.helo, withoutBrackets(client.mailFrom)));
    }

    /** The IP address in an option's value. */
    static InetAddress address(String option, String text, CommandLine command) {
        if (!InetAddresses.isInetAddress(text)) {
            throw new ParameterException(command, "Invalid value for option '" + option + "': not an address: " + text);
        }
        return InetAddresses.forString(text);
    }

    private static String withoutBrackets(String path) {
        return path.startsWith("<") && path.endsWith(">") ? path.substring(1, path.length() - 1) : path;
    }
}
