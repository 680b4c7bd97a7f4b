// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree that tests/bench/guests/exports wishes, made with nothing but the system calls it takes:
// rdma-bench-exports make WWN LUNS ACLS says how many milliseconds that took; rdma-bench-exports remove WWN takes away
// all ramdisks and the target, whoever made them.
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <format>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

const std::string top = "/sys/kernel/config/target/";

void expect(bool good, const std::string &path)
{
    if (good)
        return;
    std::fprintf(stderr, "%s: %s\n", path.c_str(), std::strerror(errno));
    std::exit(EXIT_FAILURE);
}

void make(const std::string &path)
{
    expect(::mkdir(path.c_str(), 0755) == 0, path);
}

void link(const std::string &path, const std::string &target)
{
    expect(::symlink(target.c_str(), path.c_str()) == 0, path);
}

void store(const std::string &path, const std::string &value)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    expect(file >= 0 && ::write(file, value.data(), value.size()) == static_cast<ssize_t>(value.size()), path);
    ::close(file);
}

struct Tree {
    std::string wwn;
    int luns;
    int acls;

    std::string target() const { return top + "srpt/" + wwn; }
    std::string tpg() const { return target() + "/tpgt_1"; }
    std::string lun(int number) const { return std::format("{}/lun/lun_{}", tpg(), number); }
    std::string acl(int number) const { return std::format("{}/acls/0x{:032x}", tpg(), number); }
    std::string mapped(int of, int number) const { return std::format("{}/lun_{}", acl(of), number); }
    static std::string hba(int number) { return std::format("{}core/rd_mcp_{}", top, number); }
    static std::string disk(int number) { return std::format("{}/disk{}", hba(number), number); }

    void makeDisk(int number) const
    {
        make(hba(number));
        make(disk(number));
        store(disk(number) + "/control", "rd_pages=256");
        store(disk(number) + "/enable", "1");
        store(disk(number) + "/wwn/vpd_unit_serial", std::format("serial-{}", number));
    }

    void makeAcl(int number) const
    {
        make(acl(number));
        for (int i = 0; i < luns; ++i) {
            make(mapped(number, i));
            link(mapped(number, i) + "/0123456789", lun(i));
            store(mapped(number, i) + "/write_protect", "0");
        }
    }

    void makeAll() const
    {
        for (int i = 0; i < luns; ++i)
            makeDisk(i);
        if (::access((top + "srpt").c_str(), F_OK) != 0)
            make(top + "srpt");
        make(target());
        make(tpg());
        for (int i = 0; i < luns; ++i) {
            make(lun(i));
            link(lun(i) + "/0123456789", disk(i));
        }
        for (int i = 0; i < acls; ++i)
            makeAcl(i);
        store(tpg() + "/enable", "1");
    }
};

/// lun_N of a directory with their links, which have anybody's names.
void removeLuns(const std::filesystem::path &directory)
{
    for (const auto &lun : std::filesystem::directory_iterator(directory)) {
        if (!lun.path().filename().string().starts_with("lun_"))
            continue;
        for (const auto &entry : std::filesystem::directory_iterator(lun))
            if (entry.is_symlink())
                expect(::unlink(entry.path().c_str()) == 0, entry.path());
        expect(::rmdir(lun.path().c_str()) == 0, lun.path());
    }
}

void removeTarget(const std::filesystem::path &target)
{
    const auto tpg = target / "tpgt_1";
    for (const auto &acl : std::filesystem::directory_iterator(tpg / "acls")) {
        removeLuns(acl);
        expect(::rmdir(acl.path().c_str()) == 0, acl.path());
    }
    removeLuns(tpg / "lun");
    expect(::rmdir(tpg.c_str()) == 0, tpg);
    expect(::rmdir(target.c_str()) == 0, target);
}

void removeDisks()
{
    for (const auto &hba : std::filesystem::directory_iterator(top + "core")) {
        if (!hba.path().filename().string().starts_with("rd_mcp_"))
            continue;
        for (const auto &disk : std::filesystem::directory_iterator(hba))
            if (disk.is_directory())
                expect(::rmdir(disk.path().c_str()) == 0, disk.path());
        expect(::rmdir(hba.path().c_str()) == 0, hba.path());
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const std::string verb = argc > 2 ? argv[1] : "";
    if (verb == "make" && argc == 5) {
        const auto begun = std::chrono::steady_clock::now();
        Tree{argv[2], std::atoi(argv[3]), std::atoi(argv[4])}.makeAll();
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begun;
        std::printf("%.3f\n", taken.count());
        return EXIT_SUCCESS;
    }
    if (verb == "remove" && argc == 3) {
        removeTarget(top + "srpt/" + argv[2]);
        removeDisks();
        return EXIT_SUCCESS;
    }
    return EXIT_FAILURE;
}
