// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;

/** Gogo's {@code grep}, {@code head} and the like; with {@code head -3} as everywhere, and with failures that count. */
final class PosixTools extends Posix {
    PosixTools(CommandProcessor processor) {
        super(processor);
    }

    @Override
    protected Object run(CommandSession session, Process process, String[] words) throws Exception {
        boolean done = List.of(words).contains("--help");
        try {
            Object result = super.run(session, process, words);
            done = true;
            return result;
        } finally {
            if (!done) {
                session.put(ReconFunction.FAILED, 1);
            }
        }
    }

    @Override
    protected void head(CommandSession session, Process process, String[] words) throws Exception {
        super.head(session, process, counted(words));
    }

    @Override
    protected void tail(CommandSession session, Process process, String[] words) throws Exception {
        super.tail(session, process, counted(words));
    }

    /** {@code -3} is {@code -n 3}. */
    static String[] counted(String... words) {
        List<String> plain = new ArrayList<>();
        for (String word : words) {
            if (word.matches("-\\d{1,9}")) {
                plain.add("-n");
                plain.add(word.substring(1));
            } else {
                plain.add(word);
            }
        }
        return plain.toArray(String[]::new);
    }
}
