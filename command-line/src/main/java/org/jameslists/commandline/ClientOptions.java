package org.jameslists.commandline;

import java.net.InetAddress;
import java.util.Optional;

import org.jameslists.authentication.SmtpClient;

import com.google.common.net.InetAddresses;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the SMTP client said that handed a message in. */
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
            description = "What it called itself with HELO or EHLO.")
    private String helo;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDR",
            defaultValue = "",
            description = "The address of MAIL FROM; without it, or with an empty one, the null reverse-path.")
    private String mailFrom;

    /** The client that the options tell of, if they were given. */
    static Optional<SmtpClient> smtpClient(ClientOptions options, CommandLine command) {
        return Optional.ofNullable(options)
                .map(client -> new SmtpClient(
                        address("--ip", client.address, command), client.helo, withoutBrackets(client.mailFrom)));
    }

    /** An IP address that is the value of an option. */
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
