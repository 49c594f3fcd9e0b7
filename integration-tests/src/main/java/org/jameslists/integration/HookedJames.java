package org.jameslists.integration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.SmtpRefusal;
import org.jameslists.testing.SmtpReply;

/** A James with {@code DmarcHook} as a receiver of mail, which believes whoever says where a client connects from. */
public final class HookedJames implements AutoCloseable {
    /** Whose mail it receives. */
    public static final String RECIPIENT = "member@example.org";

    private static final String PASSWORD = "secret";

    private final EmbeddedJames james;

    private HookedJames(EmbeddedJames james) {
        this.james = james;
    }

    /**
     * Starts it.
     *
     * @param dns whom the hook asks
     * @param parameters the child elements of the hook
     * @param change what else is to be changed
     */
    public static HookedJames start(BuildLayout layout, LoopbackDns dns, String parameters, ListScene.Change change)
            throws FailedStart, IOException, InterruptedException {
        ConfigurationFolder folder = ConfigurationFolder.copyOf(layout.sample("alias"))
                .extension(layout.extensionJar())
                .ask(dns)
                .remove("smtpserver.xml", "//handler[@class='org.jameslists.hooks.DmarcHook']")
                .setChild("smtpserver.xml", "//smtpserver", "proxyRequired", "true")
                .insertBehind(
                        "smtpserver.xml",
                        "<handlerchain>",
                        "<handler class=\"org.jameslists.hooks.DmarcHook\">" + parameters + "</handler>");
        change.apply(folder);
        EmbeddedJames james = EmbeddedJames.start(folder);
        james.webAdmin().createDomain("example.org");
        james.webAdmin().createUser(RECIPIENT, PASSWORD);
        return new HookedJames(james);
    }

    /**
     * Hands a message in.
     *
     * @param address the IPv4 address that the client connects from
     * @param helo what it calls itself
     * @param sender the envelope sender; empty for the null sender
     * @return what the server replies to the message
     */
    public SmtpReply receive(String address, String helo, String sender, byte[] message) throws IOException {
        try {
            return RawSmtp.postFrom(
                    address, james.smtpPort(), helo, sender, List.of(RECIPIENT), new ByteArrayInputStream(message));
        } catch (SmtpRefusal refusal) {
            return refusal.reply();
        }
    }

    /** James. */
    public EmbeddedJames james() {
        return james;
    }

    /** What it has received. */
    public LocalMailbox mailbox() {
        return james.mailbox(RECIPIENT, PASSWORD);
    }

    @Override
    public void close() throws IOException {
        james.close();
    }
}
