package org.jameslists.samples;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An XML file as the text that it is, with the places of its elements, so that lines can be added and none is changed. */
final class XmlText {
    private static final String COMMENT_END = "-->";

    /**
     * XML 1.0 sections 2.5 to 2.7 and 3.1: comments, processing instructions, CDATA sections, and tags, which are the first
     * group. It is used on what a parser has read, whose own offsets are wrong in large files.
     */
    private static final Pattern MARKUP = Pattern.compile(
            "<!--.*?-->|<\\?.*?\\?>|<!\\[CDATA\\[.*?\\]\\]>"
                    + "|(<[^!?\"'>][^\"'>]*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\"'>]*+)*+>)",
            Pattern.DOTALL);

    private final String text;
    private final Element root;
    private final StringBuilder changed;

    /** How far an insertion moves what comes after it. */
    private final TreeMap<Integer, Integer> moves = new TreeMap<>();

    private XmlText(String text, Element root) {
        this.text = text;
        this.root = root;
        this.changed = new StringBuilder(text);
    }

    /** Where an element is: its tags with the content between them. The content of an empty-element tag is at its end. */
    record Span(int start, int contentStart, int contentEnd, int end) {}

    /** An element: its text is what is directly in it, with one space for each white space, and none around. */
    record Element(String name, Map<String, String> attributes, List<Element> children, String text, Span span) {
        /** An attribute; empty if it is absent. */
        String attribute(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }

        /** The children with this name. */
        List<Element> children(String name) {
            return children.stream().filter(child -> child.name.equals(name)).toList();
        }

        /** The first child with this name. */
        Optional<Element> child(String name) {
            return children(name).stream().findFirst();
        }

        /** Whether both say the same, whatever their comments, and the white space around their elements. */
        boolean isLike(Element other) {
            return said().equals(other.said());
        }

        /** Whether it has an end tag, so that something can be put before that. */
        boolean hasEndTag() {
            return span.end > span.contentEnd;
        }

        private String said() {
            return name + attributes + "[" + text
                    + children.stream().map(Element::said).collect(Collectors.joining(",")) + "]";
        }
    }

    /**
     * Reads a file's text.
     *
     * @param file its name, for what is told if it is no XML
     */
    static XmlText parse(String file, String text) throws UnplaceableException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        if (text.contains("<!DOCTYPE")) {
            throw new UnplaceableException(
                    file + " has a DOCTYPE, which James' own has not: put the sample in by hand");
        }
        try {
            return new XmlText(text, new Reading(text).all(factory.createXMLStreamReader(new StringReader(text))));
        } catch (XMLStreamException e) {
            throw new UnplaceableException(
                    file + " cannot be read: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /** The elements that were opened while the text is read. */
    private static final class Reading {
        private final Iterator<MatchResult> tags;
        private final Deque<Open> open = new ArrayDeque<>();

        Reading(String text) {
            this.tags = MARKUP.matcher(text)
                    .results()
                    .filter(markup -> markup.group(1) != null)
                    .iterator();
        }

        private static final class Open {
            private final String name;
            private final Map<String, String> attributes = new TreeMap<>();
            private final List<Element> children = new ArrayList<>();
            private final StringBuilder text = new StringBuilder();
            private final MatchResult tag;

            Open(String name, MatchResult tag) {
                this.name = name;
                this.tag = tag;
            }
        }

        Element all(XMLStreamReader reader) throws XMLStreamException {
            while (true) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> open(reader);
                    case XMLStreamConstants.CHARACTERS -> {
                        if (!open.isEmpty()) {
                            open.peek().text.append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        Element closed = close();
                        if (open.isEmpty()) {
                            return closed;
                        }
                        open.peek().children.add(closed);
                    }
                    default -> {
                        // comments and the like are left where they are
                    }
                }
            }
        }

        private void open(XMLStreamReader reader) {
            Open element = new Open(reader.getLocalName(), tags.next());
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            open.push(element);
        }

        private Element close() {
            Open element = open.pop();
            boolean empty = element.tag.group().endsWith("/>");
            int contentEnd = element.tag.end();
            int end = contentEnd;
            if (!empty) {
                MatchResult endTag = tags.next();
                contentEnd = endTag.start();
                end = endTag.end();
            }
            return new Element(
                    element.name,
                    Collections.unmodifiableMap(element.attributes),
                    List.copyOf(element.children),
                    element.text.toString().strip().replaceAll("\\s+", " "),
                    new Span(element.tag.start(), element.tag.end(), contentEnd, end));
        }
    }

    /** The outermost element. */
    Element root() {
        return root;
    }

    /** The text of an element, with the comments directly above it. */
    String withComments(Element element) {
        return text.substring(above(element.span.start), element.span.end);
    }

    /** Adds lines as the first in an element. */
    void addFirst(Element parent, String lines) {
        insert(
                parent.span.contentStart,
                "\n" + indent(lines, childIndentation(parent)).stripTrailing());
    }

    /** Adds lines before an element and the comments directly above it. */
    void addBefore(Element element, String lines) {
        int at = lineStart(above(element.span.start));
        insert(at, indent(lines, indentation(element.span.start)));
    }

    /** Adds lines as the last in an element. */
    void addLast(Element parent, String lines) {
        insert(lineStart(parent.span.contentEnd), indent(lines, childIndentation(parent)));
    }

    /** Adds lines as the last in an element, with an empty line before them, and one after them if the element has one. */
    void addLastApart(Element parent, String lines) {
        int at = lineStart(parent.span.contentEnd);
        boolean apart = text.substring(0, at).replace("\r", "").endsWith("\n\n");
        String indented = indent(lines, childIndentation(parent));
        insert(at, apart ? indented + "\n" : "\n" + indented);
    }

    /** The text with what was added. */
    String changed() {
        return changed.toString();
    }

    private void insert(int at, String lines) {
        String written = text.contains("\r\n") ? lines.replace("\n", "\r\n") : lines;
        int moved = moves.headMap(at, true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        changed.insert(at + moved, written);
        moves.merge(at, written.length(), Integer::sum);
    }

    /** Where the comments begin that are directly above what starts here; without any, here. */
    private int above(int start) {
        String before = text.substring(0, start).stripTrailing();
        boolean adjacent = text.substring(before.length(), start)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                == 1;
        return adjacent && before.endsWith(COMMENT_END) ? above(before.lastIndexOf("<!--")) : start;
    }

    /** The start of the line, if nothing but white space is before this place. */
    private int lineStart(int at) {
        return at - indentation(at).length();
    }

    private String childIndentation(Element parent) {
        return parent.children.isEmpty()
                ? indentation(parent.span.start) + "  "
                : indentation(parent.children.get(0).span.start);
    }

    /** The white space before this place, if there is nothing else on the line. */
    private String indentation(int at) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        String before = text.substring(lineStart, at);
        return before.isBlank() ? before : "";
    }

    private static String indent(String lines, String indentation) {
        return lines.lines()
                .map(line -> line.isEmpty() ? line : indentation + line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
