package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.forecast.ConfigurationException;
import org.jameslists.forecast.Forecast;
import org.jameslists.forecast.ForecastPost;
import org.jameslists.forecast.ForecastVerdict;
import org.jameslists.forecast.Forecaster;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Message;
import org.jameslists.mail.SafeText;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Predicts what strict receivers will do with a post. */
@Command(
        name = "forecast",
        description = {
            "Predicts what strict receivers will do with a post to a list.",
            "Runs the processors of a James configuration on the message, in James' mailet container. Then judges"
                    + " the copies that would leave, as a receiver that follows the author's DMARC policy would."
                    + " Delivers nothing, and changes nothing in the folder.",
            "Prints accept, quarantine, reject, unknown or not-sent on the first line, then why, then the From that"
                    + " members see. If the result is not accept, also tries the configuration samples of this"
                    + " project and prints the result of each.",
            "Without --ip, assumes that the post comes from a server that the author's domain allows. Assumes that"
                    + " the author is a member. Numbers posts from 1. Replaces missing keys, and leaves out mailets"
                    + " that belong neither to James nor to this project. The output says so."
        },
        footer = {
            "  listauth forecast --conf /etc/james/conf --list example@ml.example.ac.jp message.eml",
        })
final class ForecastCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--conf",
            required = true,
            paramLabel = "FOLDER",
            description = "James' conf folder, with mailetcontainer.xml in it.")
    private Path conf;

    @Option(names = "--list", required = true, paramLabel = "ADDR", description = "The list's address.")
    private String list;

    @Option(
            names = "--member",
            paramLabel = "ADDR",
            defaultValue = "member@example.org",
            description = "A member whose copy to judge. Repeat the option for several. Without it, a member at"
                    + " example.org.")
    private List<String> members;

    @Option(
            names = "--server-ip",
            paramLabel = "IP",
            description =
                    "The address from which the list's server connects. Without it, SPF does not pass at receivers.")
    private String serverIp;

    @ArgGroup(exclusive = false)
    private ClientOptions client;

    @Mixin
    private JsonOption json;

    @Mixin
    private DnsOptions dns;

    @Mixin
    private MessageArgument argument;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(conf.resolve("mailetcontainer.xml"))) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--conf': no mailetcontainer.xml in " + conf);
        }
        ForecastPost post = post();
        Optional<String> server = Optional.ofNullable(serverIp);
        try (Forecaster forecaster = new Forecaster(
                dns.dns(), server.map(ip -> ClientOptions.address("--server-ip", ip, spec.commandLine())))) {
            Forecast forecast = forecaster.forecast(conf, post);
            Map<String, Forecast> samples =
                    forecast.verdict() == ForecastVerdict.ACCEPT ? Map.of() : forecaster.samples(post);
            if (json.isWanted()) {
                root.print(json(forecast, samples));
            } else {
                print(forecast);
                print(samples);
            }
            return exitCode(forecast.verdict());
        } catch (ConfigurationException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--conf': James would not start: " + e.getMessage());
        }
    }

    private ForecastPost post() throws IOException {
        Message message = argument.read(root.in());
        MailAddress author = author(message);
        return new ForecastPost(
                message,
                address("--list", list),
                author,
                members.stream().map(member -> address("--member", member)).toList(),
                ClientOptions.smtpClient(client, spec.commandLine())
                        .map(host -> new SmtpClient(
                                host.address(),
                                host.helo(),
                                host.reversePath().isEmpty() ? author.asString() : host.reversePath())));
    }

    private MailAddress author(Message message) {
        List<Mailbox> authors = message.header().all("From").stream()
                .flatMap(from -> AddressList.parse(from).mailboxes().stream())
                .toList();
        if (authors.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "The message has no From field with an address");
        }
        return address("From", authors.get(0).address());
    }

    private MailAddress address(String what, String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for '" + what + "': " + text);
        }
    }

    private void print(Forecast forecast) throws IOException {
        root.print(forecast.verdict().word());
        for (String reason : forecast.worst().reasons()) {
            root.print(reason);
        }
        for (String from : forecast.from()) {
            root.print("From: " + from.strip());
        }
        for (String note : forecast.notes()) {
            root.print("note: " + note);
        }
    }

    private ObjectNode json(Forecast forecast, Map<String, Forecast> samples) {
        ObjectNode object = json.object(exitCode(forecast.verdict()));
        add(object, forecast);
        ArrayNode notes = object.putArray("notes");
        forecast.notes().forEach(note -> notes.add(SafeText.told(note)));
        if (!samples.isEmpty()) {
            ArrayNode others = object.putArray("samples");
            samples.forEach((name, sample) -> add(others.addObject().put("sample", name), sample));
        }
        return object;
    }

    private static void add(ObjectNode object, Forecast forecast) {
        object.put("verdict", forecast.verdict().word());
        ArrayNode reasons = object.putArray("reasons");
        forecast.worst().reasons().forEach(reason -> reasons.add(SafeText.told(reason)));
        ArrayNode from = object.putArray("from");
        forecast.from().forEach(text -> from.add(SafeText.told(text)));
    }

    private void print(Map<String, Forecast> samples) throws IOException {
        if (samples.isEmpty()) {
            return;
        }
        root.print("");
        root.print("With the samples of conf-samples instead:");
        for (Map.Entry<String, Forecast> sample : samples.entrySet()) {
            String from = String.join("; ", sample.getValue().from()).strip();
            root.print(String.format(
                            "  %-22s %-10s %s",
                            sample.getKey(), sample.getValue().verdict().word(), from.isEmpty() ? "" : "From: " + from)
                    .stripTrailing());
        }
    }

    private static int exitCode(ForecastVerdict verdict) {
        return switch (verdict) {
            case ACCEPT -> ExitCode.OK;
            case UNKNOWN -> ExitCode.TEMPORARY_TROUBLE;
            case QUARANTINE, REJECT, NOT_SENT -> ExitCode.FAIL;
        };
    }
}
