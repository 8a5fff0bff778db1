// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Every library in an archive's bill of materials carries at least one licence of the allow-list. */
final class LicenceGate implements Gate {
    @Override
    public String name() {
        return "licence";
    }

    @Override
    public List<Finding> check(Tree tree) throws IOException {
        Path list = tree.root().resolve("bench/allowed-licences.txt");
        Set<String> allowed = Files.exists(list)
                ? Files.readAllLines(list).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .collect(Collectors.toSet())
                : Set.of();
        List<Finding> found = new ArrayList<>();
        for (Room room : tree.rooms()) {
            Path bill = room.folder().resolve("target/bom.xml");
            if (Files.exists(bill)) {
                check(tree.relative(bill), read(bill), allowed, found);
            } else if (room.path().matches("distribution/(agent|bot|standalone)")) {
                found.add(
                        new Finding(
                                name(),
                                room.path(),
                                "No bill of materials was made (target/bom.xml); an offline build makes none, so leave out -o."));
            }
        }
        return found;
    }

    private void check(String place, Element bill, Set<String> allowed, List<Finding> found) {
        NodeList components = bill.getElementsByTagName("component");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            boolean shipped = component.getParentNode().getParentNode() == bill
                    && component.getParentNode().getNodeName().equals("components");
            String name = text(component, "group") + ":" + text(component, "name");
            if (!shipped || name.startsWith("io.reconsync:")) {
                continue;
            }
            List<String> licences = new ArrayList<>();
            for (String tag : List.of("id", "name", "expression")) {
                NodeList values = component.getElementsByTagName(tag);
                for (int k = 0; k < values.getLength(); k++) {
                    String parent = values.item(k).getParentNode().getNodeName();
                    if (parent.equals("license") || parent.equals("licenses")) {
                        licences.add(values.item(k).getTextContent().strip());
                    }
                }
            }
            if (licences.stream().noneMatch(l -> allowed.contains(l) || allowed.contains(name + " " + l))) {
                found.add(new Finding(
                        name(),
                        place,
                        name + " " + text(component, "version") + " is under " + licences
                                + ", none of which bench/allowed-licences.txt"
                                + " allows."));
            }
        }
    }

    private static String text(Element component, String tag) {
        for (var node = component.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(tag)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }

    private static Element read(Path bill) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(bill.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + bill, e);
        }
    }
}
