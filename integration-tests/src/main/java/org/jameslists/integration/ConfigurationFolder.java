package org.jameslists.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.SmtpSink;
import org.w3c.dom.Attr;
import org.w3c.dom.Node;

/**
 * A working directory for James, temporary, with a copy of a configuration sample in {@code conf/} that may be changed.
 * The sample itself stays as an operator gets it: what a test needs else is changed here, element by element. The
 * James that is started with it deletes it.
 */
public final class ConfigurationFolder implements AutoCloseable {

    private static final String REMOTE_DELIVERY =
            "//mailet[@class='RemoteDelivery' or @class='org.apache.james.transport.mailets.RemoteDelivery']";

    /** The mailet by which samples hold the posts of those who are no members. */
    private static final Pattern MEMBERS_POST = Pattern.compile(
            "(?s)<mailet notmatch=\"org\\.jameslists\\.matchers\\.MayPost[^\"]*\"[^>]*>.*?</mailet>\\s*");

    private final Path workingDirectory;

    private ConfigurationFolder(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /**
     * Copies a sample into a new working directory. Its servers will listen on 127.0.0.1 only, and James itself will
     * find no DNS server, so that nothing is asked of the world outside. Everybody may post: most authors of the tests are
     * members of no list.
     *
     * @param sample a folder with James' configuration files
     */
    public static ConfigurationFolder copyOf(Path sample) throws IOException {
        Path workingDirectory = Files.createTempDirectory("james-");
        Path conf = workingDirectory.resolve("conf");
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.toList()) {
                Files.copy(file, conf.resolve(sample.relativize(file).toString()));
            }
        }
        ConfigurationFolder folder = new ConfigurationFolder(workingDirectory);
        folder.takePasswordsWithoutTls();
        folder.setPorts(0, 0, 0);
        // A server that stops waits two seconds for clients that might still come.
        folder.setChild("smtpserver.xml", "//*[bind]", "gracefulShutdown", "false");
        folder.setChild("imapserver.xml", "//*[bind]", "gracefulShutdown", "false");
        folder.setProperty("webadmin.properties", "host", "127.0.0.1");
        folder.setChild("dnsservice.xml", "/dnsservice", "autodiscover", "false");
        folder.setChild("dnsservice.xml", "/dnsservice", "servers", "");
        folder.setChild("dnsservice.xml", "/dnsservice/servers", "server", "127.0.0.1");
        folder.letEverybodyPost();
        return folder;
    }

    private void letEverybodyPost() throws IOException {
        Path mailets = file("mailetcontainer.xml");
        if (Files.exists(mailets)) {
            String text = Files.readString(mailets, StandardCharsets.UTF_8);
            Files.writeString(mailets, MEMBERS_POST.matcher(text).replaceAll(""), StandardCharsets.UTF_8);
        }
    }

    /** Where James looks for {@code conf/} and {@code extensions-jars/} and keeps its files. */
    public Path workingDirectory() {
        return workingDirectory;
    }

    /** A file in {@code conf/}, which need not exist. */
    public Path file(String name) {
        return workingDirectory.resolve("conf").resolve(name);
    }

    /** Drops a jar into {@code extensions-jars/}. */
    public ConfigurationFolder extension(Path jar) throws IOException {
        Path folder = Files.createDirectories(workingDirectory.resolve("extensions-jars"));
        Files.copy(jar, folder.resolve(jar.getFileName().toString()));
        return this;
    }

    /** Makes every RemoteDelivery hand its mails to the sink instead of looking up where they belong. */
    public ConfigurationFolder relayTo(SmtpSink sink) throws IOException {
        return relayTo(sink.port());
    }

    /** As {@link #relayTo(SmtpSink)}, with the port of a server on 127.0.0.1. */
    public ConfigurationFolder relayTo(int port) throws IOException {
        setChild("mailetcontainer.xml", REMOTE_DELIVERY, "gateway", "127.0.0.1");
        return setChild("mailetcontainer.xml", REMOTE_DELIVERY, "gatewayPort", Integer.toString(port));
    }

    /**
     * Makes the list mailets ask this server for records and keys. James' own look-ups take no port and find no server;
     * with {@link #relayTo} they are not needed.
     */
    public ConfigurationFolder ask(LoopbackDns dns) throws IOException {
        return setProperty("list-authentication.properties", "dns.servers", dns.hostAndPort());
    }

    /** Sets the text of every element, or the value of every attribute, that the XPath finds; there must be one. */
    public ConfigurationFolder set(String file, String path, String value) throws IOException {
        XmlFile xml = new XmlFile(file(file));
        xml.require(path).forEach(node -> node.setTextContent(value));
        xml.save();
        return this;
    }

    /** Sets the text of a child of every element that the XPath finds, and adds the child where there is none. */
    public ConfigurationFolder setChild(String file, String path, String child, String value) throws IOException {
        XmlFile xml = new XmlFile(file(file));
        xml.require(path).forEach(node -> xml.setChild(node, child, value));
        xml.save();
        return this;
    }

    /** Removes every element or attribute that the XPath finds; there must be one. */
    public ConfigurationFolder remove(String file, String path) throws IOException {
        XmlFile xml = new XmlFile(file(file));
        for (Node node : xml.require(path)) {
            if (node instanceof Attr attribute) {
                attribute.getOwnerElement().removeAttributeNode(attribute);
            } else {
                node.getParentNode().removeChild(node);
            }
        }
        xml.save();
        return this;
    }

    /** Sets a property, in place of any of that name, and makes the file if there is none. */
    public ConfigurationFolder setProperty(String file, String name, String value) throws IOException {
        List<String> lines = linesWithout(file, name);
        lines.add(name + "=" + value);
        Files.write(file(file), lines, StandardCharsets.ISO_8859_1);
        return this;
    }

    /** Removes a property that stands on one line, if there is one. */
    public ConfigurationFolder removeProperty(String file, String name) throws IOException {
        Files.write(file(file), linesWithout(file, name), StandardCharsets.ISO_8859_1);
        return this;
    }

    private List<String> linesWithout(String file, String property) throws IOException {
        if (!Files.exists(file(file))) {
            return new ArrayList<>();
        }
        Pattern line = Pattern.compile("\\s*" + Pattern.quote(property) + "\\s*[=:].*");
        List<String> lines = Files.readAllLines(file(file), StandardCharsets.ISO_8859_1);
        lines.removeIf(line.asMatchPredicate());
        return lines;
    }

    /** Puts a text behind another one, wherever that stands in a file; it must stand there. */
    public ConfigurationFolder insertBehind(String file, String text, String inserted) throws IOException {
        String content = Files.readString(file(file), StandardCharsets.UTF_8);
        if (!content.contains(text)) {
            throw new IllegalArgumentException(file + " does not hold " + text);
        }
        return write(file, content.replace(text, text + inserted));
    }

    /** Writes a file into {@code conf/}, over any of that name. */
    public ConfigurationFolder write(String file, String content) throws IOException {
        Files.createDirectories(file(file).getParent());
        Files.writeString(file(file), content, StandardCharsets.UTF_8);
        return this;
    }

    /** The samples' IMAP waits for the operator's key: tests on loopback have none. */
    private void takePasswordsWithoutTls() throws IOException {
        String imap = "imapserver.xml";
        if (Files.readString(file(imap), StandardCharsets.UTF_8).contains("tls.key.pem")) {
            set(imap, "//imapserver/@enabled", "true");
            set(imap, "//tls/@startTLS", "false");
            set(imap, "//plainAuthDisallowed", "false");
            set(imap, "//requireSSL", "false");
        }
    }

    /** Makes the servers listen on these ports of 127.0.0.1; 0 leaves the choice to the system. */
    ConfigurationFolder setPorts(int smtp, int imap, int webAdmin) throws IOException {
        set("smtpserver.xml", "//bind", "127.0.0.1:" + smtp);
        set("imapserver.xml", "//bind", "127.0.0.1:" + imap);
        return setProperty("webadmin.properties", "port", Integer.toString(webAdmin));
    }

    /** Deletes the working directory. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(workingDirectory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
