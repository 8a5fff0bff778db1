// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.yaml;

import io.reconsync.config.yaml.YamlValue.Entry;
import io.reconsync.config.yaml.YamlValue.Items;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML text as a tree with places. Bounded in size, depth and in what aliases may multiply to; duplicate keys and
 * explicit types are errors.
 */
public final class YamlTree {
    private static final int DEEPEST = 30;
    private static final int MOST_VALUES = 50_000;
    private static final int MOST_ALIASES = 50;

    private final Problems problems;
    private final String text;
    private int values;

    private YamlTree(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** The tree of a text whose top is a mapping; empty when it cannot be used, and then a problem says why. */
    public static Optional<Mapping> parse(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(SourceText.LARGEST + 1);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                return Optional.of(new Mapping(Map.of(), Place.WHOLE));
            }
            YamlValue value = new YamlTree(text, problems).value(root, "", 0);
            if (value instanceof Mapping mapping) {
                return Optional.of(mapping);
            }
            problems.error(
                    place(root.getStartMark()),
                    "",
                    "The file is not a list of keys with values.",
                    "Write lines like 'server_id: my-server'.");
        } catch (YAMLException e) {
            YamlFault.explain(e, text, problems);
        }
        return Optional.empty();
    }

    private YamlValue value(Node node, String key, int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw new YAMLException("too many values");
        }
        refuseTag(node, key);
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlValue> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                YamlValue value = value(item, key + "[" + items.size() + "]", depth + 1);
                items.add(value == null ? new Scalar("", "", false, false, place(item.getStartMark()), 0, 0) : value);
            }
            return new Items(items, place(node.getStartMark()));
        }
        return mapping((MappingNode) node, key, depth);
    }

    private Mapping mapping(MappingNode node, String key, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, Place> seen = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Place place = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.error(place, key, "A key is itself a list or mapping.", "Write a plain word as key.");
                continue;
            }
            if (Tag.MERGE.equals(name.getTag())) {
                merged.add(tuple.getValueNode());
                continue;
            }
            String dotted = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
            Place before = seen.putIfAbsent(name.getValue(), place);
            if (before != null) {
                problems.error(
                        place,
                        dotted,
                        "The key " + dotted + " stands here and before at line " + before.line() + ", column "
                                + before.column() + ".",
                        "Keep one of the two.");
                continue;
            }
            YamlValue value = value(tuple.getValueNode(), dotted, depth + 1);
            if (value != null) {
                entries.put(name.getValue(), new Entry(place, value));
            }
        }
        merged.forEach(each -> merge(each, key, depth, entries));
        return new Mapping(entries, place(node.getStartMark()));
    }

    private void merge(Node node, String key, int depth, Map<String, Entry> into) {
        YamlValue value = value(node, key, depth + 1);
        List<YamlValue> sources =
                value instanceof Items items ? items.items() : value == null ? List.of() : List.of(value);
        for (YamlValue source : sources) {
            if (source instanceof Mapping mapping) {
                mapping.entries().forEach(into::putIfAbsent);
            } else {
                problems.error(
                        place(node.getStartMark()),
                        key,
                        "After << stands no mapping.",
                        "Write <<: *name of a mapping.");
            }
        }
    }

    private Scalar scalar(ScalarNode node) {
        boolean plain = node.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
        String text = node.getValue();
        Object value = plain ? PlainValue.of(node.getTag(), text) : text;
        Mark start = node.getStartMark();
        return value == null
                ? null
                : new Scalar(value, text, plain, false, place(start), at(start), at(node.getEndMark()));
    }

    /** The parser counts characters, a text those of UTF-16, where an emoji is two. */
    private int at(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private void refuseTag(Node node, String key) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith("tag:yaml.org,2002:")) {
            problems.error(
                    place(node.getStartMark()),
                    key,
                    "A type is given here with an exclamation mark (" + tag + ").",
                    "Remove it; values need no type.");
        }
    }

    static Place place(Mark mark) {
        return mark == null ? Place.WHOLE : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
