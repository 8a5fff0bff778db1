// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldListingTest {
    @TempDir
    Path temp;

    private List<WorldFile> files(Path... roots) throws Exception {
        FileRule all = new FileRule(List.of(), List.of());
        return WorldListing.of(WorldRoot.of(List.of(roots), temp), all, List.of())
                .files();
    }

    @Test
    void pathsAndNamesAreThoseOfTheFiles() throws Exception {
        Path one = Tree.file(temp, "world/a/\u00fe\n one", "1");
        Path single = Tree.file(temp, "single.db", "2");
        List<WorldFile> files = files(temp.resolve("world"), single);
        assertEquals(
                List.of(temp.resolve("world"), temp.resolve("world/a"), one, single),
                files.stream().map(WorldFile::path).toList());
        assertEquals(
                List.of("", "a", "a/\ufffd\n one", "single.db"),
                files.stream().map(WorldFile::below).toList());
        assertEquals(
                List.of("world", "world/a", "world/a/\ufffd\n one", "single.db"),
                files.stream().map(file -> file.name().text()).toList());
    }

    /** A hundred thousand of them have to fit into the memory that the start scripts give. */
    @Test
    void whatAllInAFolderHaveInCommonIsKeptOnce() throws Exception {
        Tree.file(temp, "world/region/r.0", "1");
        Tree.file(temp, "world/region/r.1", "2");
        List<WorldFile> files = files(temp.resolve("world"));
        assertSame(files.get(2).in(), files.get(3).in());
    }
}
