package org.jameslists.integration.study;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.HookedJames;
import org.jameslists.integration.StoredMail;
import org.jameslists.integration.WebAdmin;
import org.jameslists.testing.Envelope;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.SmtpReply;

import com.google.common.io.ByteSource;

/** A James whose DmarcHook refuses what the author's domain wants rejected; what is taken as suspicious is put aside. */
record HookReception() implements Reception {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PARAMETERS = "<reject>refuse</reject><help>https://www.example.org/dmarc</help>";
    private static final String ROOT = "<processor state=\"root\" enableJmx=\"false\">";
    private static final String JUNK = "var/mail/junk";

    @Override
    public Map<Arriving, Opinion> hear(List<Arriving> messages, LoopbackDns dns) throws Exception {
        try (HookedJames james =
                HookedJames.start(BuildLayout.ofThisBuild(), dns, PARAMETERS, HookReception::putJunkAside)) {
            Map<Arriving, SmtpReply> replies = new LinkedHashMap<>();
            for (Arriving message : messages) {
                Envelope envelope = message.envelope();
                replies.put(
                        message, james.receive(envelope.ip(), envelope.helo(), envelope.mailFrom(), message.octets()));
            }
            List<Junk> junk = junk(james.james().webAdmin());
            Map<Arriving, Opinion> opinions = new LinkedHashMap<>();
            for (Arriving message : messages) {
                opinions.put(message, opinion(message, replies.get(message), junk));
            }
            return opinions;
        }
    }

    private static void putJunkAside(ConfigurationFolder folder) throws IOException {
        folder.insertBehind(
                "mailetcontainer.xml",
                ROOT,
                "<mailet match=\"HasMailAttributeWithValue=org.jameslists.dmarc-disposition, quarantine\""
                        + " class=\"ToRepository\"><repositoryPath>memory://" + JUNK
                        + "/</repositoryPath></mailet>");
    }

    /** What was put aside: the envelope sender and the octets. */
    private record Junk(String sender, ByteSource octets) {
        boolean is(Arriving message) throws IOException {
            long start = octets.size() - message.octets().length;
            return sender.equals(message.envelope().mailFrom())
                    && start >= 0
                    && octets.slice(start, octets.size()).contentEquals(ByteSource.wrap(message.octets()));
        }
    }

    private static List<Junk> junk(WebAdmin admin) throws IOException, InterruptedException {
        admin.awaitIdle(PATIENCE);
        List<Junk> junk = new ArrayList<>();
        for (StoredMail mail : admin.storedMails(JUNK)) {
            junk.add(new Junk(mail.sender(), ByteSource.wrap(admin.message(mail))));
        }
        return junk;
    }

    private static Opinion opinion(Arriving message, SmtpReply reply, List<Junk> junk) throws IOException {
        boolean suspicious = false;
        for (Junk stored : junk) {
            suspicious |= stored.is(message);
        }
        Reply verdict =
                switch (reply.code()) {
                    case 250 -> suspicious ? Reply.SPAM : Reply.ACCEPT;
                    case 550 -> Reply.REJECT;
                    default -> throw new IllegalStateException(reply.toString());
                };
        String words = reply + (suspicious ? "; org.jameslists.dmarc-disposition: quarantine" : "");
        return new Opinion(verdict, "", words, words);
    }
}
