// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.json.JsonCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.osgi.service.component.annotations.Component;

/** JSON with Jackson's streaming core; trees and records are ours. */
@Component(service = JsonCodec.class)
public final class JacksonJson implements JsonCodec {
    private static final int DEPTH = 64;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(16 << 20)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Override
    public String write(Object value) {
        return write(value, false);
    }

    @Override
    public String pretty(Object value) {
        return write(value, true);
    }

    private String write(Object value, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(text)) {
            if (pretty) {
                DefaultIndenter indent = new DefaultIndenter("  ", "\n");
                generator.setPrettyPrinter(
                        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent));
            }
            new JsonWriter(generator, DEPTH).value(value, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public Object read(String json) {
        try (JsonParser parser = factory.createParser(json)) {
            JsonReader reader = new JsonReader(parser);
            Object value = reader.document();
            return value;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw malformed(
                    "The JSON is not valid at line " + line + ", column " + column + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("unreadable") + ".",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> T read(String json, Class<T> type) {
        return type.cast(new RecordReader().value(read(json), type, ""));
    }

    static ReconException malformed(String message, Throwable cause) {
        return new ReconException(
                "json-malformed", ErrorOwner.REMOTE, message, "Correct the JSON and send it again.", cause);
    }
}
