package org.jameslists.forecast;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.jameslists.dns.Dns;
import org.jameslists.dns.LookupScheduler;
import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.forecast.ContainerModule.Surroundings;
import org.jameslists.mail.HeaderField;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/** Predicts what strict receivers would do with a post. */
public final class Forecaster implements AutoCloseable {
    private static final Capacity ALONE = new Capacity(16, 16, 1000);

    private final LookupScheduler lookups = new LookupScheduler(ALONE);
    private final StandInKeys standIns = new StandInKeys();
    private final Dns dns;
    private final Optional<InetAddress> server;

    /**
     * A forecaster.
     *
     * @param dns the DNS that both the list and the receivers ask
     * @param server the address that the list's server connects from, if SPF is to be checked
     */
    public Forecaster(Dns dns, Optional<InetAddress> server) {
        this.dns = dns;
        this.server = server;
    }

    /**
     * What happens to a post with this configuration.
     *
     * @param conf James' {@code conf} folder; it is only read
     * @throws ConfigurationException if James would refuse the configuration
     */
    public Forecast forecast(Path conf, ForecastPost post) throws IOException, ConfigurationException {
        Notes notes = new Notes();
        try (MailetContainer container =
                MailetContainer.start(conf, post, new Surroundings(ReceptionDns.of(post, dns), standIns, notes))) {
            return forecast(container.process(post), post, notes);
        } catch (MessagingException e) {
            return new Forecast(List.of(), List.of(notSent(e.getMessage(), "")), notes.all());
        }
    }

    private Forecast forecast(List<Copy> copies, ForecastPost post, Notes notes) throws IOException {
        List<Copy> toMembers =
                copies.stream().filter(copy -> isForMember(copy, post)).toList();
        Set<Opinion> opinions = new LinkedHashSet<>();
        Set<String> from = new LinkedHashSet<>();
        StrictReceiver receiver = new StrictReceiver(standIns.over(dns), lookups, server);
        for (Copy copy : toMembers) {
            if (copy.leaves()) {
                opinions.add(receiver.judge(copy));
                copy.message().header().first("From").map(HeaderField::text).ifPresent(from::add);
            } else {
                opinions.add(notSent(copy.reason(), copy.processor()));
            }
        }
        if (opinions.isEmpty()) {
            opinions.add(notSent(copies, post));
        }
        return new Forecast(List.copyOf(from), List.copyOf(opinions), notes.all());
    }

    private static boolean isForMember(Copy copy, ForecastPost post) {
        Set<String> members = post.members().stream()
                .map(member -> member.asString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return copy.recipients().stream().anyMatch(recipient -> members.contains(recipient.toLowerCase(Locale.ROOT)));
    }

    private static Opinion notSent(List<Copy> copies, ForecastPost post) {
        MailAddress list = post.list();
        return copies.stream()
                .filter(copy -> !copy.leaves())
                .findFirst()
                .map(copy -> notSent(copy.reason(), copy.processor()))
                .orElseGet(() -> new Opinion(
                        ForecastVerdict.NOT_SENT,
                        List.of("With this configuration, no copy of the post leaves. Is " + list.asString()
                                + " a list in it? Does it discard the post?")));
    }

    private static Opinion notSent(String reason, String processor) {
        return new Opinion(
                ForecastVerdict.NOT_SENT,
                List.of("The list does not send the post on"
                        + (processor.isEmpty() ? "" : "; it ends in processor \"" + processor + "\"")
                        + (reason == null || reason.isEmpty() ? "." : ": " + reason)));
    }

    /**
     * What would happen to a post with each of the samples, if they served its list.
     *
     * @return a forecast for each sample, sorted by name
     * @throws ConfigurationException if a sample cannot be run, which would be a bug
     */
    public Map<String, Forecast> samples(ForecastPost post) throws IOException, ConfigurationException {
        Path folder = Files.createTempDirectory("forecast-samples");
        try {
            Map<String, Forecast> forecasts = new LinkedHashMap<>();
            for (String sample : new ArrayList<>(Samples.writeTo(folder, post.list()))) {
                forecasts.put(sample, forecast(folder.resolve(sample), post));
            }
            return forecasts;
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    @Override
    public void close() {
        lookups.close();
    }
}
