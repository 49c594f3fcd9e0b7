package org.jameslists.integration.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.LookupScheduler;
import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.mail.Message;
import org.jameslists.testing.LoopbackDns;

import com.google.common.io.ByteSource;

/** A receiver that does what the author's domain asks for, as those of the field study did. */
final class StrictReceiver implements AutoCloseable {
    private final LookupScheduler lookups = new LookupScheduler(Capacity.DEFAULT);
    private final Authenticator authenticator;

    StrictReceiver(LoopbackDns dns) {
        this.authenticator = Authenticator.builder()
                .dns(DnsjavaDns.of(dns.hostAndPort(), DnsSettings.DEFAULT))
                .lookups(lookups)
                .build();
    }

    /** What it finds out about a message that this host hands over with this envelope sender. */
    Authentication receive(byte[] message, String address, String sender) throws IOException {
        String domain = sender.substring(sender.indexOf('@') + 1);
        SmtpClient client = new SmtpClient(InetAddress.getByName(address), domain, sender);
        return authenticator.authenticate(Message.read(ByteSource.wrap(message)), Optional.of(client));
    }

    /** Whether it refuses the message: for the policy alone, which RFC 9989 §7.4 asks receivers not to do. */
    static boolean rejects(Authentication authentication) {
        DmarcResult dmarc = authentication.dmarc();
        return dmarc.code() == DmarcResult.Code.FAIL && dmarc.policy().equals(Optional.of(DmarcPolicy.REJECT));
    }

    @Override
    public void close() {
        lookups.close();
    }
}
