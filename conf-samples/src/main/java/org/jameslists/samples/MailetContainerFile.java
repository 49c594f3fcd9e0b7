package org.jameslists.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.samples.XmlText.Element;

/** Puts what a sample adds into a {@code mailetcontainer.xml}, between the lines that it has. */
final class MailetContainerFile {
    static final String NAME = "mailetcontainer.xml";

    private static final String PROCESSOR = "processor";
    private static final String AUTHENTICATE = "org.jameslists.mailets.Authenticate";
    private static final String TO_LIST = "org.jameslists.mailets.ToList";

    private final XmlText file;
    private final Element processors;
    private final Pieces pieces;

    private MailetContainerFile(XmlText file, Element processors, Pieces pieces) {
        this.file = file;
        this.processors = processors;
        this.pieces = pieces;
    }

    /**
     * What is added.
     *
     * @param rootFirst the first mailet in {@code root}
     * @param rootLast what comes in {@code root} before all mail is handed on
     * @param transportFirst the first mailet in {@code transport}
     * @param processors processors of their own
     * @param localDelivery a processor that the others need, and that some of James' configurations lack
     */
    record Pieces(String rootFirst, String rootLast, String transportFirst, String processors, String localDelivery) {}

    /** The text of the file with the pieces that it has not. */
    static String with(String text, Pieces pieces) throws UnplaceableException {
        XmlText file = XmlText.parse(NAME, text);
        Optional<Element> processors = file.root().child("processors");
        if (processors.isEmpty()) {
            throw new UnplaceableException(NAME + " has no element <processors>");
        }
        new MailetContainerFile(file, processors.get(), pieces).add();
        XmlText.parse(NAME, file.changed());
        return file.changed();
    }

    private void add() throws UnplaceableException {
        require("relay", "that hands mail to other servers (RemoteDelivery)");
        Element root = require("root", "at which every mail enters");
        Element transport = require("transport", "that delivers other mail");
        if (!has(root, AUTHENTICATE)) {
            file.addFirst(root, pieces.rootFirst());
        }
        if (!has(root, TO_LIST)) {
            file.addBefore(handsAllOn(root), pieces.rootLast());
        }
        if (!has(transport, TO_LIST)) {
            file.addFirst(transport, pieces.transportFirst());
        }
        addProcessors();
    }

    private Element require(String state, String purpose) throws UnplaceableException {
        return processor(state)
                .filter(Element::hasEndTag)
                .orElseThrow(() -> new UnplaceableException(NAME + " has no processor \"" + state + "\" " + purpose
                        + ", as James' own configuration has: put the sample in by hand"));
    }

    private Optional<Element> processor(String state) {
        return processors.children(PROCESSOR).stream()
                .filter(processor -> processor.attribute("state").equals(state))
                .findFirst();
    }

    private static boolean has(Element processor, String mailet) {
        return processor.children("mailet").stream()
                .anyMatch(element -> element.attribute("class").equals(mailet));
    }

    private static Element handsAllOn(Element root) throws UnplaceableException {
        return root.children("mailet").stream()
                .filter(mailet -> mailet.attribute("match").equals("All")
                        && mailet.attribute("class").matches("(.*\\.)?ToProcessor"))
                .findFirst()
                .orElseThrow(() -> new UnplaceableException(NAME
                        + ": in processor \"root\" no <mailet match=\"All\" class=\"ToProcessor\"> hands all mail on, so"
                        + " there is no place before it for ToList: put the sample in by hand"));
    }

    private void addProcessors() throws UnplaceableException {
        List<String> missing = new ArrayList<>();
        List<String> others = new ArrayList<>();
        XmlText added = XmlText.parse("the sample", "<processors>\n" + pieces.processors() + "</processors>");
        for (Element processor : added.root().children()) {
            String state = processor.attribute("state");
            Optional<Element> present = processor(state);
            if (present.isEmpty()) {
                missing.add(added.withComments(processor));
            } else if (!present.get().isLike(processor)) {
                others.add('"' + state + '"');
            }
        }
        if (!others.isEmpty()) {
            throw new UnplaceableException(NAME + " has other processors of these names already: "
                    + String.join(", ", others) + ". Remove them first, or put the sample in by hand");
        }
        if (processor("local-delivery").isEmpty()) {
            missing.add(pieces.localDelivery().strip());
        }
        if (!missing.isEmpty()) {
            file.addLastApart(processors, String.join("\n\n", missing));
        }
    }
}
