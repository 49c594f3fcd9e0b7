package org.jameslists.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.jameslists.samples.MailetContainerFile.Pieces;
import org.jameslists.samples.XmlText.Element;

/**
 * The changes that make a James run lists like a sample.
 *
 * <p>A folder that has a {@code mailetcontainer.xml} is somebody's configuration: what the sample needs is put between its
 * lines, and no line is changed or removed. Any other folder gets a whole configuration. To install the same a second time
 * changes nothing.
 */
public final class Installation {
    private static final String SETTINGS = "list-authentication.properties";
    private static final String REPOSITORIES = "mailrepositorystore.xml";
    private static final String MEMORY = "memory";
    private static final String WEBADMIN = "webadmin.properties";

    private final ConfSamples samples;
    private final SampleChoice choice;
    private final ConfFolder folder;
    private final boolean existing;
    private final String protocol;
    private final List<FileChange> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Installation(ConfSamples samples, SampleChoice choice, Path conf) throws IOException, UnplaceableException {
        this.samples = samples;
        this.choice = choice;
        this.folder = new ConfFolder(conf);
        this.existing = folder.read(MailetContainerFile.NAME).isPresent();
        this.protocol = protocol();
    }

    /**
     * Plans the changes, but writes nothing.
     *
     * @param conf James' {@code conf} folder, which need not exist
     * @throws IllegalArgumentException if there is no such server or sample
     * @throws UnplaceableException if something in the folder is in the way
     */
    public static Installation plan(SampleChoice choice, Path conf) throws IOException, UnplaceableException {
        ConfSamples samples = ConfSamples.load();
        requireOneOf("server", choice.server(), samples.servers());
        requireOneOf("sample", choice.sample(), samples.samples());
        Installation installation = new Installation(samples, choice, conf);
        installation.plan();
        return installation;
    }

    private static void requireOneOf(String what, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no " + what + " \"" + name + "\"; there are " + String.join(", ", known));
        }
    }

    /** The files to write, sorted by name; empty if nothing is missing. */
    public List<FileChange> changes() {
        return List.copyOf(changes);
    }

    /** What is left to do for the operator, one sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Writes the files. */
    public void write() throws IOException {
        folder.write(changes);
    }

    private void plan() throws IOException, UnplaceableException {
        TreeSet<String> names = new TreeSet<>(List.of(
                MailetContainerFile.NAME,
                SmtpServerFile.NAME,
                SETTINGS,
                "extensions.properties",
                "healthcheck.properties",
                WEBADMIN));
        if (!existing) {
            names.addAll(samples.serverFiles(choice.server()));
        }
        for (String name : names) {
            Optional<String> before = folder.read(name);
            String start = before.or(() -> fromServer(name)).orElse("");
            String after = after(name, start);
            if (!after.equals(before.orElse(""))) {
                changes.add(new FileChange(name, before, after));
            }
        }
    }

    private Optional<String> fromServer(String name) {
        return existing || name.equals(SETTINGS)
                ? Optional.empty()
                : samples.serverFile(choice.server(), name).map(this::filledIn);
    }

    private String after(String name, String start) throws UnplaceableException {
        return switch (name) {
            case MailetContainerFile.NAME -> MailetContainerFile.with(
                    start,
                    new Pieces(
                            piece("root-first.xml"),
                            piece("root-last.xml"),
                            piece("transport.xml"),
                            filledIn(samples.processors(choice.sample())),
                            piece("local-delivery.xml")));
            case SmtpServerFile.NAME -> smtpServer(start);
            case WEBADMIN -> start.isEmpty() ? withoutWebAdmin() : PropertiesText.with(start, piece(WEBADMIN));
            case SETTINGS -> PropertiesText.with(start, start.isEmpty() ? newSettings() : piece(SETTINGS));
            case "extensions.properties", "healthcheck.properties" -> PropertiesText.with(start, piece(name));
            default -> start;
        };
    }

    /** Settings that exist keep their store: in another one, the numbers of posts would begin anew. */
    private String newSettings() {
        String ofServer = samples.serverFile(choice.server(), SETTINGS)
                .map(this::filledIn)
                .orElse("");
        return PropertiesText.with(piece(SETTINGS), ofServer);
    }

    private String smtpServer(String start) throws UnplaceableException {
        String after = start.isEmpty()
                ? start
                : SmtpServerFile.with(start, piece("smtpserver-first.xml"), piece(SmtpServerFile.NAME));
        if (!SmtpServerFile.isIn(after)) {
            notes.add(
                    "No server in smtpserver.xml has a handlerchain and listens at port 25: put DmarcHook into the one to"
                            + " which other servers bring mail (docs/dmarc-hook.md), and ListRcptHandler before its first"
                            + " handler (docs/members.md).");
        }
        return after;
    }

    private String withoutWebAdmin() {
        notes.add(
                "There is no webadmin.properties, so WebAdmin is off: lists and held posts are not administered over it.");
        return "";
    }

    private String piece(String name) {
        return filledIn(samples.piece(choice.sample(), name));
    }

    private String filledIn(String text) {
        return text.replace(SampleChoice.SAMPLE_DOMAIN, choice.domain()).replace("${repository}", protocol);
    }

    /** The scheme of mail repositories' URLs: that of the server, or what the operator's own file has in its place. */
    private String protocol() throws IOException, UnplaceableException {
        String ofServer = defaultProtocol(
                samples.serverFile(choice.server(), REPOSITORIES).orElseThrow());
        Optional<String> present = folder.read(REPOSITORIES);
        if (present.isEmpty()) {
            return ofServer;
        }
        List<String> listed = protocols(present.get());
        if (listed.isEmpty() || listed.contains(ofServer)) {
            // where the file lists none, James takes that of its application
            return ofServer;
        }
        String other = defaultProtocol(present.get());
        if (other.equals(MEMORY)) {
            throw new UnplaceableException(
                    REPOSITORIES + " has no protocol \"" + ofServer + "\", and what it has does not"
                            + " survive a restart: is this James a \"" + choice.server() + "\"?");
        }
        notes.add("Held posts are kept under " + other + "://, the default of " + REPOSITORIES + ".");
        return other;
    }

    private static String defaultProtocol(String text) throws UnplaceableException {
        return XmlText.parse(REPOSITORIES, text)
                .root()
                .child("defaultProtocol")
                .map(Element::text)
                .orElse(protocols(text).get(0));
    }

    private static List<String> protocols(String text) throws UnplaceableException {
        return XmlText.parse(REPOSITORIES, text).root().children("mailrepositories").stream()
                .flatMap(all -> all.children("mailrepository").stream())
                .flatMap(one -> one.children("protocols").stream())
                .flatMap(all -> all.children("protocol").stream())
                .map(Element::text)
                .toList();
    }
}
