package org.jameslists.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.authentication.TrustedSealers;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.MessageDns;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.SigningKey;
import org.jameslists.signature.TestSigners;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/** {@code docs/library.md}: what stands here between "snippet" and "end" is what stands there. */
class LibraryPageTest {
    private static final Path PAGE = Path.of("..", "docs", "library.md");
    private static final Path SOURCE =
            Path.of("src", "test", "java", "org", "jameslists", "library", "LibraryPageTest.java");
    private static final Pattern ON_THE_PAGE = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern HERE = Pattern.compile("(?s) // snippet\\n(.*?) +// end\\n");

    private static final String POST = "From: Jiro <jiro@example.ne.jp>\r\nSubject: hello\r\n"
            + "Date: Tue, 24 Nov 2026 09:00:00 +0900\r\nMessage-ID: <1@example.ne.jp>\r\n\r\nHello\r\n";

    private final LoopbackDns server = LoopbackDns.start();
    private final Resolver systemResolver = Lookup.getDefaultResolver();
    private final Cache systemCache = Lookup.getDefaultCache(DClass.IN);
    private final int port = server.port();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path post;
    private Path editedFile;
    private Path keyFile;

    @BeforeEach
    void publish(@TempDir Path folder) throws IOException {
        String record = TestSigners.key(TestSigners.rsaPem(2048)).publicRecord().toString();
        server.txt("list2026._domainkey.example.org", record)
                .txt("rsa._domainkey.example.ne.jp", record)
                .txt("_dmarc.example.ne.jp", "v=DMARC1; p=reject")
                .txt("example.ne.jp", "v=spf1 ip4:192.0.2.1 -all");
        Lookup.setDefaultResolver(new SimpleResolver(server.address()));
        Lookup.setDefaultCache(new Cache(DClass.IN), DClass.IN);
        keyFile = Files.writeString(folder.resolve("list2026.pem"), TestSigners.rsaPem(2048));
        Path unsigned = Files.writeString(folder.resolve("unsigned.eml"), POST, StandardCharsets.US_ASCII);
        post = folder.resolve("post.eml");
        Message signed = DkimSigner.create().signed(Message.read(unsigned), TestSigners.rsa("example.ne.jp"));
        Files.write(post, signed.content().read());
        editedFile = Files.write(
                folder.resolve("edited.eml"),
                (signed.content().asCharSource(StandardCharsets.US_ASCII).read() + "-- \r\nThe list\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void restore() {
        Lookup.setDefaultResolver(systemResolver);
        Lookup.setDefaultCache(systemCache, DClass.IN);
        server.close();
    }

    @Test
    void verifies() throws Exception {
        // snippet
        Message message = Message.read(post);
        SmtpClient client = SmtpClient.of("192.0.2.1", "mail.example.ne.jp", "jiro@example.ne.jp");
        Authentication found = Authenticator.create().authenticate(message, client);
        HeaderField results = found.results("mx.example.org").toField();
        message.withHeader(message.header().prepend(results)).writeTo(out);
        // end

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .startsWith("Authentication-Results: mx.example.org;")
                .contains("spf=pass", "dkim=pass", "arc=none", "dmarc=pass")
                .endsWith("Hello\r\n");
    }

    @Test
    void signs() throws Exception {
        // snippet
        SigningKey key = PemKeys.RECOMMENDED.read(keyFile);
        SigningIdentity list = new SigningIdentity("example.org", "list2026", key);
        System.out.println("list2026._domainkey.example.org TXT " + key.publicRecord());
        DkimSigner.create().signed(Message.read(post), list).writeTo(out);
        // end

        Files.write(post, out.toByteArray());
        assertThat(new DkimVerifier(DnsjavaDns.shared(), InstantSource.system()).verify(Message.read(post)))
                .extracting(signature ->
                        signature.domain().orElseThrow() + signature.result().passed())
                .containsExactly("example.orgtrue", "example.ne.jptrue");
    }

    @Test
    void seals() throws Exception {
        // snippet
        Authentication found = Authenticator.create().authenticate(Message.read(post));
        Message edited = Message.read(editedFile); // what you make of the post
        SigningIdentity list = new SigningIdentity("example.org", "list2026", PemKeys.RECOMMENDED.read(keyFile));
        ArcSealing sealing =
                ArcSealer.create().seal(edited, found.arc().status(), found.results("lists.example.org"), list);
        sealing.applyTo(edited).writeTo(out);
        // end

        Files.write(post, out.toByteArray());
        assertThat(Authenticator.create().authenticate(Message.read(post)).results("mx.example.org"))
                .asString()
                .contains("arc=pass", "dkim=fail");
        assertThat(out.toString(StandardCharsets.US_ASCII)).contains("dkim=pass");
    }

    @Test
    void tellsWhatTheAuthorsNameIsWorth() throws Exception {
        // snippet
        AuthorStanding standing =
                Authenticator.create().authenticate(Message.read(post)).standing();
        if (standing instanceof AuthorStanding.Authenticated) {
            System.out.println("The author wrote it: " + standing.reason());
        } else if (standing instanceof AuthorStanding.Unknown) {
            System.out.println("Try again later: " + standing.reason());
        } else {
            System.out.println("Do not lend it a name, it is " + standing.word() + ": " + standing.reason());
        }
        // end

        assertThat(standing).isInstanceOf(AuthorStanding.Authenticated.class);
    }

    @Test
    void takesSettings() throws Exception {
        // snippet
        Authenticator authenticator = Authenticator.builder()
                .dns(DnsjavaDns.of("127.0.0.1:" + port, DnsSettings.DEFAULT))
                .limits(new MessageDns.Limits(50, Duration.ofSeconds(10)))
                .trusting(new TrustedSealers(sealer -> sealer.toString().equals("example.net")))
                .build();
        DkimSigner signer = DkimSigner.create()
                .withCanonicalizations(Canonicalizations.parse("relaxed/simple"))
                .withValidity(Duration.ofDays(7));
        // end

        Message signed = signer.signed(Message.read(post), TestSigners.rsa("example.ne.jp"));
        assertThat(signed.header().first("DKIM-Signature").orElseThrow().text()).contains("c=relaxed/simple", "x=");
        assertThat(authenticator.authenticate(signed).dkim())
                .hasSize(2)
                .allMatch(signature -> signature.result().passed());
    }

    @Test
    void usesOneProtocolAlone() throws Exception {
        // snippet
        Dns dns = DnsjavaDns.shared();
        for (DkimResult signature : new DkimVerifier(dns, InstantSource.system()).verify(Message.read(post))) {
            System.out.println(signature.domain().orElse("?") + ": " + signature.result());
        }
        DmarcAnswer policy =
                DmarcDiscovery.TREE_WALK.find(DomainName.parse("example.ne.jp").orElseThrow(), dns);
        System.out.println(policy instanceof DmarcAnswer.Found found ? found.applies() : "no policy, or no answer");
        // end

        assertThat(policy).isInstanceOfSatisfying(DmarcAnswer.Found.class, answer -> assertThat(answer.applies())
                .isEqualTo(DmarcPolicy.REJECT));
    }

    @Test
    void thePageHasTheseSnippets() throws IOException {
        assertThat(blocks(ON_THE_PAGE, PAGE)).hasSizeGreaterThan(5).isEqualTo(blocks(HERE, SOURCE));
    }

    /** Without white space: the formatter breaks lines in its own way. */
    private static List<String> blocks(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file, StandardCharsets.UTF_8))
                .results()
                .map(block -> block.group(1).replaceAll("\\s+", ""))
                .toList();
    }
}
