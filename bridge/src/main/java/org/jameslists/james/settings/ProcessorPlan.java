package org.jameslists.james.settings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.james.filesystem.api.FileSystem;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The processors of James as {@value #FILE} defines them. It is read here because James does not tell a mailet its
 * processor or its neighbours.
 *
 * @param processors each processor's mailets in their order, by the processor's name
 */
public record ProcessorPlan(Map<String, List<Step>> processors) {
    /** The file's name. */
    public static final String FILE = "mailetcontainer.xml";

    /**
     * One mailet.
     *
     * @param match the matcher and its condition
     * @param mailet the class, without its package
     * @param parameters each parameter's text, by name
     */
    public record Step(String match, String mailet, Map<String, String> parameters) {
        /** Whether it takes every mail that reaches it. */
        public boolean takesAll() {
            return match.equals("All");
        }
    }

    /**
     * Reads James' own file.
     *
     * @throws MessagingException if it exists but cannot be read
     * @return empty if it does not exist: a program that creates mailets without it knows their order
     */
    public static Optional<ProcessorPlan> read(FileSystem fileSystem) throws MessagingException {
        try (InputStream in = fileSystem.getResource(FileSystem.FILE_PROTOCOL_AND_CONF + FILE)) {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
            Map<String, List<Step>> processors = new LinkedHashMap<>();
            for (Element all : children(root, "processors")) {
                for (Element processor : children(all, "processor")) {
                    processors.put(
                            processor.getAttribute("state"),
                            children(processor, "mailet").stream()
                                    .map(ProcessorPlan::step)
                                    .toList());
                }
            }
            return Optional.of(new ProcessorPlan(processors));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new MessagingException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Step step(Element mailet) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Element parameter : children(mailet, "*")) {
            parameters.put(parameter.getTagName(), parameter.getTextContent().strip());
        }
        String name = mailet.getAttribute("class");
        return new Step(mailet.getAttribute("match"), name.substring(name.lastIndexOf('.') + 1), parameters);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element
                    && (name.equals("*") || element.getTagName().equals(name))) {
                children.add(element);
            }
        }
        return children;
    }
}
