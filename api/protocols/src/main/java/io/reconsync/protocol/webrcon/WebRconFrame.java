// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.reconsync.protocol.net.BadBytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * One text frame from the server: a flat JSON object whose keys differ in case between servers.
 *
 * @param identifier of the command that it answers; 0 for console output, -1 for chat
 * @param message often JSON again
 * @param type Generic, Log, Warning, Error, Chat, Report or whatever a fork invents
 */
record WebRconFrame(int identifier, String message, String type) {
    static WebRconFrame parse(JsonFactory json, String text) throws BadBytes {
        int identifier = 0;
        String message = null;
        String type = "";
        try (JsonParser in = json.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new BadBytes("a frame is not a JSON object");
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String key = in.currentName().toLowerCase(Locale.ROOT);
                JsonToken value = in.nextToken();
                switch (key) {
                    case "identifier" -> identifier = number(in, value);
                    case "message" -> message = scalar(in, value, key);
                    case "type" -> type = scalar(in, value, key);
                    default -> in.skipChildren();
                }
            }
            if (in.nextToken() != null) {
                throw new BadBytes("a frame goes on behind its JSON object");
            }
        } catch (StreamConstraintsException e) {
            throw new BadBytes("a frame is nested too deep or holds too long a number");
        } catch (InputCoercionException e) {
            throw new BadBytes("a frame's identifier is no whole number");
        } catch (JsonProcessingException e) {
            throw new BadBytes("a frame is not valid JSON at character "
                    + (e.getLocation() == null ? 0 : e.getLocation().getCharOffset()));
        } catch (IOException e) {
            throw new BadBytes("a frame cannot be read");
        }
        if (message == null) {
            throw new BadBytes("a frame has no message");
        }
        return new WebRconFrame(identifier, message, type);
    }

    private static int number(JsonParser in, JsonToken value) throws IOException, BadBytes {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return in.getIntValue();
        }
        if (value == JsonToken.VALUE_STRING && in.getText().matches("-?[0-9]{1,9}")) {
            return Integer.parseInt(in.getText());
        }
        throw new BadBytes("a frame's identifier is no whole number");
    }

    private static String scalar(JsonParser in, JsonToken value, String key) throws IOException, BadBytes {
        if (value == JsonToken.VALUE_NULL) {
            return "";
        }
        if (!value.isScalarValue()) {
            throw new BadBytes("a frame's " + key + " is no text");
        }
        return in.getText();
    }

    static String command(JsonFactory json, int identifier, String command) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("Identifier", identifier);
            out.writeStringField("Message", command);
            out.writeStringField("Name", "ReconSync");
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
