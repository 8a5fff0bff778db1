// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

/**
 * @param token that bots log in with
 * @param restPort 0 lets the system choose
 * @param gatewayPort 0 lets the system choose
 */
public record Options(String token, int restPort, int gatewayPort) {
    public static final String TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GreenS.imulated-token-of-the-test-bot";

    public static Options standard() {
        return new Options(TOKEN, 0, 0);
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options parse(String... arguments) {
        Options options = standard();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            options = switch (arguments[i]) {
                case "--token" -> new Options(value, options.restPort(), options.gatewayPort());
                case "--rest-port" -> new Options(options.token(), Integer.parseInt(value), options.gatewayPort());
                case "--gateway-port" -> new Options(options.token(), options.restPort(), Integer.parseInt(value));
                default -> throw new IllegalArgumentException("no such option: " + arguments[i]);
            };
        }
        return options;
    }
}
