// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * An agent's Ed25519 key. It is made on the agent and never leaves it; the bot has the public half.
 *
 * @param secret the private half
 * @param open the public half, X.509, base64
 */
public record AgentKey(PrivateKey secret, String open) {
    private static final String ALGORITHM = "Ed25519";
    private static final String SECRET = "PRIVATE KEY";
    private static final String OPEN = "PUBLIC KEY";

    /** A new key. */
    public static AgentKey make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new AgentKey(
                    pair.getPrivate(),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime from 15 on has Ed25519.", e);
        }
    }

    /** The key in a file; empty when there is none. */
    public static Optional<AgentKey> load(PrivateFile file) {
        return file.read().map(text -> {
            String what = "The agent's key in " + file.path();
            String next = "Put the file back from a backup, or delete it and enrol this agent again.";
            byte[] secret =
                    Pem.read(text, SECRET).orElseThrow(() -> Pem.unusable(what, "it holds no private key", next));
            byte[] open = Pem.read(text, OPEN).orElseThrow(() -> Pem.unusable(what, "it holds no public key", next));
            try {
                PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret));
                return new AgentKey(key, Base64.getEncoder().encodeToString(open));
            } catch (GeneralSecurityException e) {
                throw Pem.unusable(what, e.getMessage(), next);
            }
        });
    }

    /** Keeps it. */
    public void save(PrivateFile file) {
        file.write(Pem.write(SECRET, secret.getEncoded())
                + Pem.write(OPEN, Base64.getDecoder().decode(open)));
    }

    /** Signs a text. */
    public String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was just read signs.", e);
        }
    }

    /** Whether the holder of the private half signed this text; false for whatever is no key or no signature. */
    public static boolean proves(String open, String text, String proof) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(open))));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(proof));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "AgentKey[" + Digests.of(open) + "]";
    }
}
