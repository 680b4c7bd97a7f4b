// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Taking the command line apart.
#include "gui/ctl/request.h"

#include "gui/ctl/limitswish.h"
#include "gui/ctl/portswish.h"
#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"
#include "model/offeredlogin.h"
#include "model/protocols.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

struct Options {
    QCommandLineOption help{{u"h"_s, u"help"_s}};
    QCommandLineOption version{u"version"_s};
    QCommandLineOption json{u"json"_s};
    QCommandLineOption yes{{u"y"_s, u"yes"_s}};
    QCommandLineOption consent{u"consent"_s};
    QCommandLineOption atBootOnly{u"at-boot-only"_s};
    QCommandLineOption atBoot{u"at-boot"_s};
    QCommandLineOption now{u"now"_s};
    QCommandLineOption refused{u"refused"_s};
    QCommandLineOption soft{u"soft"_s, {}, u"AMOUNT"_s};
    QCommandLineOption user{u"user"_s, {}, u"NAME"_s};
    QCommandLineOption group{u"group"_s, {}, u"NAME"_s};
    QCommandLineOption unit{u"unit"_s, {}, u"NAME"_s};
    QCommandLineOption pid{u"pid"_s, {}, u"NUMBER"_s};
    QCommandLineOption bus{u"bus"_s, {}, u"ADDRESS"_s};

    [[nodiscard]] QList<QCommandLineOption> all() const
    {
        return {help, version, json, yes, consent, atBootOnly, atBoot, now, refused, soft, user, group, unit, pid, bus};
    }
};

bool isFeature(const QString &word)
{
    return !word.isEmpty() && word.size() <= 40 && std::ranges::all_of(word, [](QChar character) {
        return (character >= u'a' && character <= u'z') || character == u'_';
    });
}

/// One form of the command line: leading words that are fixed, and where the others go.
struct Form {
    QStringList words;
    Verb verb;
    QList<QString Request::*> rest;
    qsizetype required;                   ///< how many of `rest` must be there
    QStringList Request::*more = nullptr; ///< for what comes after `rest`, one at least
};

QList<Form> forms()
{
    return {
        {{u"devices"_s, u"show"_s}, Verb::ShowDevice, {&Request::device}, 1},
        {{u"names"_s, u"rename"_s}, Verb::Rename, {&Request::interface, &Request::newName}, 2},
        {{u"jobs"_s, u"undo"_s}, Verb::UndoJob, {&Request::job}, 1},
        {{u"jobs"_s, u"finish"_s}, Verb::FinishJob, {&Request::job}, 1},
        {{u"targets"_s, u"cards"_s}, Verb::Cards, {}, 0},
        {{u"modules"_s, u"set"_s}, Verb::SetModule, {&Request::protocol, &Request::onOff}, 2},
        {{u"modules"_s, u"load"_s}, Verb::RunModule, {&Request::protocol}, 1},
        {{u"modules"_s, u"unload"_s}, Verb::RunModule, {&Request::protocol}, 1},
        {{u"modules"_s, u"gaps"_s}, Verb::Gaps, {}, 0},
        {{u"services"_s, u"enable"_s}, Verb::SwitchService, {&Request::unit}, 1},
        {{u"services"_s, u"disable"_s}, Verb::SwitchService, {&Request::unit}, 1},
        {{u"services"_s, u"start"_s}, Verb::SwitchService, {&Request::unit}, 1},
        {{u"services"_s, u"stop"_s}, Verb::SwitchService, {&Request::unit}, 1},
        {{u"limits"_s, u"explain"_s}, Verb::ExplainLimit, {}, 0},
        {{u"limits"_s, u"running"_s}, Verb::RunningLimits, {}, 0},
        {{u"limits"_s, u"set"_s}, Verb::SetLimit, {&Request::holder, &Request::amount}, 2},
        {{u"limits"_s, u"remove"_s}, Verb::RemoveLimit, {&Request::holder}, 1},
        {{u"limits"_s, u"set-unit"_s}, Verb::SetUnitLimit, {&Request::unit, &Request::amount}, 2},
        {{u"limits"_s, u"remove-unit"_s}, Verb::RemoveUnitLimit, {&Request::unit}, 1},
        {{u"limits"_s}, Verb::Limits, {}, 0},
        {{u"ports"_s, u"inspect"_s}, Verb::InspectPorts, {}, 0},
        {{u"ports"_s, u"set"_s}, Verb::SetPorts, {&Request::slot}, 1, &Request::portTypes},
        {{u"ports"_s, u"repair"_s}, Verb::RepairPorts, {&Request::line}, 1},
        {{u"ports"_s}, Verb::Ports, {}, 0},
        {{u"devices"_s}, Verb::Devices, {}, 0},
        {{u"modules"_s}, Verb::Modules, {}, 0},
        {{u"services"_s}, Verb::Services, {}, 0},
        {{u"names"_s}, Verb::Names, {}, 0},
        {{u"targets"_s}, Verb::Targets, {}, 0},
        {{u"sessions"_s}, Verb::Sessions, {}, 0},
        {{u"discover"_s}, Verb::Discover, {&Request::port}, 1},
        {{u"connect"_s}, Verb::Connect, {&Request::port, &Request::login}, 2},
        {{u"disconnect"_s}, Verb::Disconnect, {&Request::target}, 1},
        {{u"why"_s}, Verb::Why, {&Request::target, &Request::login}, 1},
        {{u"log"_s}, Verb::Log, {}, 0},
        {{u"jobs"_s}, Verb::Jobs, {}, 0},
        {{u"read"_s}, Verb::Read, {&Request::feature, &Request::wish}, 1},
        {{u"preview"_s}, Verb::Preview, {&Request::feature, &Request::wish}, 2},
        {{u"apply"_s}, Verb::Apply, {&Request::feature, &Request::wish}, 2},
        {{u"watch"_s}, Verb::Watch, {&Request::feature}, 1},
        {{u"undo"_s}, Verb::Undo, {&Request::feature}, 1},
    };
}

std::expected<Request, QString> fit(Request request, const Form &form, const QStringList &arguments)
{
    const QStringList rest = arguments.mid(form.words.size());
    if (rest.size() < form.required + (form.more ? 1 : 0))
        return std::unexpected(fill(Ctl::tr("Something is missing after “%1”."), form.words.join(u' ')));
    if (rest.size() > form.rest.size() && !form.more)
        return std::unexpected(fill(Ctl::tr("“%1” is too much."), plain(rest.at(form.rest.size()))));
    request.verb = form.verb;
    request.action = form.words.constLast();
    for (qsizetype i = 0; i < std::min(rest.size(), form.rest.size()); ++i)
        request.*form.rest.at(i) = rest.at(i);
    if (form.more)
        request.*form.more = rest.mid(form.rest.size());
    if (request.verb == Verb::Why && rest.size() == 2)
        std::swap(request.target, request.port);
    return request;
}

std::expected<Request, QString> positional(const Request &options, const QStringList &arguments)
{
    for (const Form &form : forms())
        if (arguments.mid(0, form.words.size()) == form.words)
            return fit(options, form, arguments);
    return std::unexpected(arguments.isEmpty() ? Ctl::tr("Say what to do.")
                                               : fill(Ctl::tr("“%1” is no command."), plain(arguments.constFirst())));
}

bool changes(Verb verb)
{
    return verb == Verb::Apply || verb == Verb::Undo || verb == Verb::Rename || verb == Verb::UndoJob ||
           verb == Verb::FinishJob || verb == Verb::Connect || verb == Verb::Disconnect || verb == Verb::SetModule ||
           verb == Verb::RunModule || verb == Verb::SwitchService || verb == Verb::SetLimit ||
           verb == Verb::RemoveLimit || verb == Verb::SetUnitLimit || verb == Verb::RemoveUnitLimit ||
           verb == Verb::SetPorts || verb == Verb::RepairPorts;
}

QString moduleProblem(const Request &request)
{
    if (request.verb != Verb::SetModule && request.verb != Verb::RunModule)
        return {};
    if (!valueOf(protocolNames, request.protocol))
        return fill(Ctl::tr("“%1” is no protocol; “rdma-managerctl modules” lists them."), plain(request.protocol));
    if (request.verb == Verb::SetModule && !request.atBoot)
        return Ctl::tr("Say what to set: modules set PROTOCOL --at-boot on|off.");
    if (request.verb == Verb::SetModule && request.onOff != "on"_L1 && request.onOff != "off"_L1)
        return fill(Ctl::tr("“%1” is neither on nor off."), plain(request.onOff));
    return {};
}

QString loginProblem(const Request &request)
{
    if (!request.port.isEmpty() && !PortId::fromText(request.port))
        return fill(Ctl::tr("“%1” is no port; write it like mlx5_0/1."), plain(request.port));
    const bool isWhyOfLogin = request.verb == Verb::Why && !request.port.isEmpty();
    const auto offered = request.verb == Verb::Connect || isWhyOfLogin ? offeredLoginFromText(request.login)
                                                                       : std::expected<OfferedLogin, CardRefusal>();
    return offered ? QString() : cardRefusalWords(offered.error());
}

std::expected<Request, QString> checked(const Request &request)
{
    if (!request.feature.isEmpty() && !isFeature(request.feature))
        return std::unexpected(fill(Ctl::tr("“%1” is no feature."), plain(request.feature)));
    if (request.atBootOnly && request.verb != Verb::Rename)
        return std::unexpected(Ctl::tr("--at-boot-only belongs to “names rename”."));
    if (request.atBoot && request.verb != Verb::Connect && request.verb != Verb::SetModule &&
        request.verb != Verb::SetPorts)
        return std::unexpected(Ctl::tr("--at-boot belongs to “connect”, “modules set” and “ports set”."));
    for (const auto problemOf : {loginProblem, moduleProblem, limitsProblem, portsProblem})
        if (const QString problem = problemOf(request); !problem.isEmpty())
            return std::unexpected(problem);
    if (request.refused && request.verb != Verb::Log)
        return std::unexpected(Ctl::tr("--refused belongs to “log”."));
    if (request.yes && !changes(request.verb))
        return std::unexpected(Ctl::tr("--yes belongs to commands that change something."));
    if (request.consent && !changes(request.verb))
        return std::unexpected(Ctl::tr("--consent belongs to commands that change something."));
    if (request.json && changes(request.verb) && !request.yes)
        return std::unexpected(Ctl::tr("--json cannot ask back: add --yes."));
    return request;
}

} // namespace

std::expected<Request, QString> requestFrom(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    parser.addOptions(options.all());
    if (!parser.parse(QStringList{u"rdma-managerctl"_s} + arguments))
        return std::unexpected(plain(parser.errorText()));
    Request request;
    request.json = parser.isSet(options.json);
    request.yes = parser.isSet(options.yes);
    request.consent = parser.isSet(options.consent);
    request.atBootOnly = parser.isSet(options.atBootOnly);
    request.atBoot = parser.isSet(options.atBoot);
    request.now = parser.isSet(options.now);
    request.refused = parser.isSet(options.refused);
    request.soft = parser.value(options.soft);
    request.user = parser.value(options.user);
    request.group = parser.value(options.group);
    request.unitAsked = parser.value(options.unit);
    request.pid = parser.value(options.pid);
    request.bus = parser.value(options.bus);
    if (parser.isSet(options.help) || parser.isSet(options.version)) {
        request.verb = parser.isSet(options.help) ? Verb::Help : Verb::Version;
        return request;
    }
    return positional(request, parser.positionalArguments()).and_then(checked);
}

QString helpText()
{
    return Ctl::tr(
        "Usage: rdma-managerctl [OPTIONS] COMMAND\n"
        "Sees and changes the RDMA set-up of this computer through the RDMA Manager helper.\n"
        "\n"
        "Commands:\n"
        "  devices                       RDMA devices and ports, and what their state means\n"
        "  devices show NAME             one device as ibstat prints it, and its drivers\n"
        "  names                         IPoIB interfaces: their names now and after a reboot\n"
        "  names rename IFACE NEWNAME    rename one, now and for every boot\n"
        "  modules                       RDMA protocols: at boot, now, and the lines that say so\n"
        "  modules set PROTOCOL CHOICE   with --at-boot: on or off; what is loaded now stays as it is\n"
        "  modules load PROTOCOL         load its module now\n"
        "  modules unload PROTOCOL       unload it now; not while something keeps it\n"
        "  modules gaps                  what the next boot will do otherwise\n"
        "  services                      services around RDMA: at boot, now, and what cannot be done\n"
        "  services enable UNIT          start one at every boot\n"
        "  services disable UNIT         do not start it at boot any more\n"
        "  services start UNIT           start one now\n"
        "  services stop UNIT            stop it now\n"
        "  ports                         ConnectX ports: InfiniBand or Ethernet, now and at the next boot\n"
        "  ports inspect                 the same after reading the firmware of the cards, up to a minute\n"
        "  ports set SLOT PORT=TYPE...   infiniband (ib), ethernet (eth) or auto; for the next boot\n"
        "  ports repair LINE             remove a line of mlx4.conf that does not do what it seems to\n"
        "  limits                        how much memory may be locked: all rules, from which file and line\n"
        "  limits explain OPTION         what holds for a user, a group, a service or a process, and why\n"
        "  limits running                what sessions and services have now\n"
        "  limits set HOLDER AMOUNT      for who logs in: *, @GROUP, USER or UID:UID; 64MiB, unlimited\n"
        "  limits remove HOLDER          take that limit away\n"
        "  limits set-unit UNIT AMOUNT   for a service, from its next start on\n"
        "  limits remove-unit UNIT       take that limit away\n"
        "  targets                       SRP exports: disks on each port, and who may use them\n"
        "  targets cards                 the exchange card of each exported port, for its initiators\n"
        "  sessions                      SRP targets: connected or known, and their disks\n"
        "  discover PORT                 SRP targets that can be found from an InfiniBand port\n"
        "  connect PORT CARD             log in to a target, by its exchange card or the line of ibsrpdm -c\n"
        "  disconnect TARGET             log out; not while a disk of it is in use\n"
        "  why TARGET                    why its disks are not here, from the cable on; or what proves them\n"
        "  why PORT CARD                 the same of a login that failed\n"
        "  log                           what the kernel said about RDMA, SRP and exported disks\n"
        "  jobs                          what was changed, by whom and when\n"
        "  jobs undo JOB                 take one change back\n"
        "  jobs finish JOB               do the rest of one that was interrupted\n"
        "  undo FEATURE                  take the latest change of a feature back\n"
        "  read FEATURE [QUERY]          the state of a feature, as JSON\n"
        "  preview FEATURE WISH          what a wish would change; changes nothing\n"
        "  apply FEATURE WISH            preview, ask, change, and tell how it went\n"
        "  watch FEATURE                 say when the state of a feature changes, until interrupted\n"
        "\n"
        "WISH and QUERY are JSON objects, or - to read one from standard input (at most 1 MiB).\n"
        "A wish is a merge patch (RFC 7396) over the “config” part of the state.\n"
        "\n"
        "Options:\n"
        "  --json           write JSON to standard output instead of text; also for errors\n"
        "  -y, --yes        apply without asking back; needed when no terminal is there to ask\n"
        "  --consent        allow what a plan asks a consent of its own for: to cut connections, network\n"
        "                   mounts or the default route, also by switching ports that are in use, or to let\n"
        "                   everyone pin large amounts of memory\n"
        "  --at-boot-only   with names rename: write the rule only; the name changes at the next boot\n"
        "  --at-boot        with connect: log in after every boot as well; with modules set: say on or off;\n"
        "                   with ports set: for the next boot, which is what it does without --now\n"
        "  --now            with ports set: at once, which drops all ports of the card; with --at-boot: both\n"
        "  --refused        with log: only the SRP logins that were refused, with the ids to allow\n"
        "  --soft AMOUNT    with limits set and set-unit: a soft limit that is smaller than the hard one\n"
        "  --user NAME      with limits explain: what holds for this user\n"
        "  --group NAME     the same of a member of this group\n"
        "  --unit NAME      the same of this service\n"
        "  --pid NUMBER     the same of this process\n"
        "  --bus ADDRESS    talk to the helper on this bus instead of the system bus\n"
        "  -h, --help       show this text\n"
        "  --version        show the version\n"
        "\n"
        "Exit codes:\n"
        "  0  done, or nothing to do\n"
        "  1  refused or failed; the text says what was taken back and what to do\n"
        "  2  the command line or the wish cannot be understood\n"
        "  3  not authorized: not allowed, no one to ask for a password, or the dialog was closed\n"
        "  4  the helper is not available or not to be trusted\n"
        "  5  no answer in time: “rdma-managerctl jobs” shows how it ended\n"
        "  6  with why: a link between this computer and the disk is broken; the text says which;\n"
        "     with modules gaps: the next boot will do something otherwise\n");
}

} // namespace rdma
