// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @TempDir
    Path folder;

    @Test
    void aKeyProvesOnlyWhatItSignedAndOnlyByItself() {
        AgentKey key = AgentKey.make();
        String proof = key.sign("this");
        assertTrue(AgentKey.proves(key.open(), "this", proof));
        assertFalse(AgentKey.proves(key.open(), "that", proof));
        assertFalse(AgentKey.proves(AgentKey.make().open(), "this", proof));
        for (String nonsense : new String[] {"", "x", "====", "AAAA", proof.substring(4)}) {
            assertFalse(AgentKey.proves(key.open(), "this", nonsense), nonsense);
            assertFalse(AgentKey.proves(nonsense, "this", proof), nonsense);
        }
        assertFalse(key.toString().contains(key.open()), "the key prints itself");
    }

    @Test
    void aKeyIsKeptForItsOwnerOnly() throws Exception {
        PrivateFile file = new PrivateFile(folder.resolve("secrets/agent.pem"));
        assertTrue(AgentKey.load(file).isEmpty());
        AgentKey key = AgentKey.make();
        key.save(file);
        AgentKey loaded = AgentKey.load(file).orElseThrow();
        assertTrue(AgentKey.proves(key.open(), "x", loaded.sign("x")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        Files.writeString(file.path(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertEquals(
                "link-key",
                assertThrows(ReconException.class, () -> AgentKey.load(file)).code());
    }

    @Test
    void aTokenIsReadAsItWasShown() {
        Token token = Token.make(Digests.of("pin"), "wss://bot.example.org:8765");
        assertEquals(
                token,
                Token.parse("  " + token.text().substring(0, 30) + "\n "
                        + token.text().substring(30)));
        assertEquals("", Token.parse(Token.make("", "").text()).pin());
        assertNotEquals(token.hash(), Token.make("", "").hash());
        assertFalse(token.toString().contains(token.secret()), "the token prints itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rs1.",
                "rs1..",
                "rs1.short..",
                "rs2.123456789012345678901234567..",
                "rs1.12345678901234567890123456!..",
                "rs1.123456789012345678901234567.shortpin.",
                "rs1.123456789012345678901234567..a",
                "x rs1.123456789012345678901234567..",
            })
    void whatIsNoTokenIsSaidToBeNone(String text) {
        assertEquals(
                "enrol-token",
                assertThrows(ReconException.class, () -> Token.parse(text)).code());
    }

    @Test
    void derIsWhatTheBookSays() {
        assertArrayEquals(
                new byte[] {6, 8, 42, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2},
                Der.oid(1, 2, 840, 10045, 4, 3, 2));
        assertArrayEquals(new byte[] {2, 2, 0, (byte) 0x80}, Der.integer(BigInteger.valueOf(128)));
        assertArrayEquals(
                new byte[] {4, (byte) 0x81, (byte) 0x80}, java.util.Arrays.copyOf(Der.octets(new byte[128]), 3));
        assertArrayEquals(new byte[] {4, (byte) 0x82, 1, 0}, java.util.Arrays.copyOf(Der.octets(new byte[256]), 4));
        assertEquals(0x17, Der.time(Instant.parse("2049-12-31T23:59:59Z"))[0]);
        assertEquals(0x18, Der.time(Instant.parse("2050-01-01T00:00:00Z"))[0]);
    }

    @Test
    void theBotMakesItsCertificateOnceAndKeepsIt() {
        PrivateFile file = new PrivateFile(folder.resolve("secrets/bot.pem"));
        BotCertificate first = BotCertificate.own(file, "böt & co", Clock.systemUTC());
        BotCertificate second = BotCertificate.own(file, "other", Clock.systemUTC());
        assertEquals(first.pin(), second.pin());
        assertTrue(first.pinned());
        assertEquals(
                "CN=böt & co", first.chain().get(0).getSubjectX500Principal().getName());
        assertFalse(first.toString().contains("PRIVATE"));
        first.context();
    }

    @Test
    void aPinnedBotIsBelievedByItsKeyAloneAndOnlyWhileItsCertificateIsValid() throws Exception {
        X509Certificate own = SelfSigned.make("a", Clock.systemUTC()).certificate();
        BotTrust trust = new BotTrust(Digests.pin(own));
        trust.checkServerTrusted(new X509Certificate[] {own}, "ECDHE_ECDSA", (SSLEngine) null);
        assertEquals(Digests.pin(own), trust.seen());
        X509Certificate other = SelfSigned.make("a", Clock.systemUTC()).certificate();
        assertThrows(
                CertificateException.class,
                () -> trust.checkServerTrusted(new X509Certificate[] {other}, "ECDHE_ECDSA", (SSLEngine) null));
        Clock past = Clock.fixed(Instant.now().minus(Duration.ofDays(4000)), ZoneOffset.UTC);
        X509Certificate old = SelfSigned.make("a", past).certificate();
        BotTrust lapsed = new BotTrust(Digests.pin(old));
        assertThrows(
                CertificateException.class,
                () -> lapsed.checkServerTrusted(new X509Certificate[] {old}, "ECDHE_ECDSA", (SSLEngine) null));
        assertThrows(
                CertificateException.class, () -> trust.checkServerTrusted(new X509Certificate[] {own}, "ECDHE_ECDSA"));
    }

    @Test
    void aGivenCertificateThatDoesNotFitSaysSo() throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");
        for (Path file : new Path[] {nothing, folder.resolve("absent.pem")}) {
            assertEquals(
                    "link-key",
                    assertThrows(ReconException.class, () -> BotCertificate.given(file, file))
                            .code());
        }
    }
}
