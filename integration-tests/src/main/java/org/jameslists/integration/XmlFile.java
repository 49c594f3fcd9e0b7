package org.jameslists.integration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A file whose elements are picked by XPath and changed. */
final class XmlFile {

    private final Path file;
    private final Document document;

    XmlFile(Path file) throws IOException {
        this.file = file;
        try {
            this.document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The elements or attributes; empty if there is none. */
    List<Node> find(String path) {
        try {
            NodeList found =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            List<Node> nodes = new ArrayList<>();
            for (int index = 0; index < found.getLength(); index++) {
                nodes.add(found.item(index));
            }
            return nodes;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException("not an XPath: " + path, e);
        }
    }

    /** As {@link #find}, but there must be one. */
    List<Node> require(String path) {
        List<Node> nodes = find(path);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException(file.getFileName() + " has no " + path);
        }
        return nodes;
    }

    void setChild(Node parent, String name, String text) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                child.setTextContent(text);
                return;
            }
        }
        Element child = document.createElement(name);
        child.setTextContent(text);
        parent.appendChild(child);
    }

    void save() throws IOException {
        try {
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (TransformerException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
