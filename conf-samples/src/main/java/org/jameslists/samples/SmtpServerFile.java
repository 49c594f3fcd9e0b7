package org.jameslists.samples;

import java.util.List;
import java.util.Optional;

import org.jameslists.samples.XmlText.Element;

/** Puts DmarcHook and ListRcptHandler into an {@code smtpserver.xml}: into the servers to which other servers bring mail. */
final class SmtpServerFile {
    static final String NAME = "smtpserver.xml";

    private static final String HOOK = "org.jameslists.hooks.DmarcHook";
    private static final String RECIPIENTS = "org.jameslists.hooks.ListRcptHandler";

    private SmtpServerFile() {}

    /**
     * The text of the file with the handlers; as it is, if no server listens at port 25.
     *
     * @param first the handler that comes before all others
     */
    static String with(String text, String first, String handler) throws UnplaceableException {
        XmlText file = XmlText.parse(NAME, text);
        for (Element server : file.root().children("smtpserver")) {
            Optional<Element> chain = server.child("handlerchain").filter(Element::hasEndTag);
            if (isForOtherServers(server) && chain.isPresent()) {
                if (!has(chain.get(), RECIPIENTS)) {
                    file.addFirst(chain.get(), first);
                }
                if (!has(chain.get(), HOOK)) {
                    add(file, chain.get(), handler);
                }
            }
        }
        XmlText.parse(NAME, file.changed());
        return file.changed();
    }

    /** Whether some server has it. */
    static boolean isIn(String text) {
        return text.contains('"' + HOOK + '"');
    }

    /** RFC 5321 section 4.5.4.2: mail between servers comes to port 25. */
    private static boolean isForOtherServers(Element server) {
        return server.children("bind").stream().anyMatch(bind -> bind.text().matches("(.*[:,\\s])?25(\\s*,.*)?"));
    }

    private static boolean has(Element chain, String handler) {
        return chain.children("handler").stream()
                .anyMatch(element -> element.attribute("class").contains(handler));
    }

    /** James' own handlers are the last; in some configurations an attribute of the chain names them. */
    private static void add(XmlText file, Element chain, String handler) {
        List<Element> core = chain.children("handler").stream()
                .filter(element -> element.attribute("class").endsWith(".CoreCmdHandlerLoader"))
                .toList();
        if (core.isEmpty()) {
            file.addLast(chain, handler);
        } else {
            file.addBefore(core.get(0), handler);
        }
    }
}
