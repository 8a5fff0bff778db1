// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.reconsync.config.json.JacksonJson;
import io.reconsync.config.schema.Schema;
import io.reconsync.config.schema.SchemaCheck;
import io.reconsync.config.schema.SchemaReader;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlTree;
import io.reconsync.contract.config.ConfigProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every place of the examples is broken in every way that the schema names; an independent validator is asked too. */
class MutationTest {
    private final JacksonJson json = new JacksonJson();

    @ParameterizedTest
    @CsvSource({"server, 60", "reconsync, 11", "game, 60"})
    @SuppressWarnings("unchecked")
    void everyMutationIsFoundAndExplained(String name, int least) {
        String text = CoreSchemas.text(name);
        Schema schema = SchemaReader.read("core", text, json);
        var judge = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
        Map<String, Object> example = (Map<String, Object>) json.read(json.write(plain(name)));
        assertEquals(List.of(), judge.validate(json.write(example), InputFormat.JSON));
        assertTrue(
                problems(schema, json.pretty(example)).isEmpty(),
                () -> problems(schema, json.pretty(example)).toString());

        List<Mutations.Mutation> mutations = Mutations.of((Map<?, ?>) json.read(text), example);
        assertTrue(mutations.size() >= least, mutations.size() + " mutations");
        for (Mutations.Mutation mutation : mutations) {
            String broken = json.pretty(mutation.tree());
            boolean judged = !judge.validate(broken, InputFormat.JSON).isEmpty();
            List<ConfigProblem> found = problems(schema, broken);
            assertEquals(judged, !found.isEmpty(), () -> mutation.name() + " " + found);
            assertTrue(judged, () -> mutation.name() + " breaks nothing");
            found.forEach(problem -> explained(mutation.name(), problem));
        }
    }

    private static void explained(String mutation, ConfigProblem problem) {
        assertTrue(problem.line() > 0, () -> mutation + " " + problem);
        assertFalse(problem.key().isEmpty(), () -> mutation + " " + problem);
        assertTrue(problem.message().matches("[A-Z].*\\."), () -> mutation + " " + problem);
        assertTrue(problem.nextStep().matches("(?s)[A-Z].*[.?]"), () -> mutation + " " + problem);
    }

    private static List<ConfigProblem> problems(Schema schema, String text) {
        Problems problems = new Problems("a.yaml");
        YamlTree.parse(text, problems)
                .ifPresent(tree -> new SchemaCheck(problems, new HashSet<>()).check(tree, schema, "", Place.WHOLE));
        return problems.list();
    }

    /** The example as the libraries' plain objects. */
    private static Object plain(String name) {
        String yaml = switch (name) {
            case "server" -> ExampleTest.SERVER;
            case "reconsync" -> ExampleTest.MAIN;
            default -> ExampleTest.GAME;
        };
        Object loaded = new org.yaml.snakeyaml.Yaml().load(yaml);
        return loaded;
    }
}
