<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>rdma::AttachDetail</name>
    <message numerus="yes">
        <source>%n disk(s)</source>
        <translation>
            <numerusform>%n disk</numerusform>
            <numerusform>%n disks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channel(s)</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed attempt(s) to connect again</source>
        <translation>
            <numerusform>%n failed attempt to connect again</numerusform>
            <numerusform>%n failed attempts to connect again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::AttachEdit</name>
    <message numerus="yes">
        <source>Rules of srp_daemon: %n in all</source>
        <translation>
            <numerusform>Rules of srp_daemon: %n in all</numerusform>
            <numerusform>Rules of srp_daemon: %n in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::AttachTree</name>
    <message numerus="yes">
        <source>%1, %n session(s)</source>
        <translation>
            <numerusform>%1, %n session</numerusform>
            <numerusform>%1, %n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::ChainWords</name>
    <message numerus="yes">
        <source>The target shows this computer %n disk(s).</source>
        <translation>
            <numerusform>The target shows this computer %n disk.</numerusform>
            <numerusform>The target shows this computer %n disks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n disk(s) are mapped for this computer, and its session sees none.</source>
        <translation>
            <numerusform>%n disk is mapped for this computer, and its session sees none.</numerusform>
            <numerusform>%n disks are mapped for this computer, and its session sees none.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::CodeView</name>
    <message numerus="yes">
        <source>… %n more line(s)</source>
        <translation>
            <numerusform>… %n more line</numerusform>
            <numerusform>… %n more lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::ConsentList</name>
    <message numerus="yes">
        <source>Di&amp;sconnect %n initiator(s)</source>
        <translation>
            <numerusform>Di&amp;sconnect %n initiator</numerusform>
            <numerusform>Di&amp;sconnect %n initiators</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::DeviceTree</name>
    <message numerus="yes">
        <source>%n virtual function(s)</source>
        <translation>
            <numerusform>%n virtual function</numerusform>
            <numerusform>%n virtual functions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::ExportEdit</name>
    <message numerus="yes">
        <source>for %n initiator(s)</source>
        <translation>
            <numerusform>for %n initiator</numerusform>
            <numerusform>for %n initiators</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::FeatureView</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::FindTargetsDialog</name>
    <message numerus="yes">
        <source>%n service(s) found.</source>
        <translation>
            <numerusform>%n service found.</numerusform>
            <numerusform>%n services found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::InitiatorChoice</name>
    <message numerus="yes">
        <source>An initiator id is 0x and 32 hexadecimal digits; %n so far.</source>
        <translation>
            <numerusform>An initiator id is 0x and 32 hexadecimal digits; %n so far.</numerusform>
            <numerusform>An initiator id is 0x and 32 hexadecimal digits; %n so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::LogPage</name>
    <message numerus="yes">
        <source>%n message(s), the newest below.</source>
        <translation>
            <numerusform>%n message, the newest below.</numerusform>
            <numerusform>%n messages, the newest below.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::MainWindow</name>
    <message numerus="yes">
        <source>Discard %n change(s) and quit?</source>
        <translation>
            <numerusform>Discard %n change and quit?</numerusform>
            <numerusform>Discard %n changes and quit?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::PendingBar</name>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <translation>
            <numerusform>%n change not applied</numerusform>
            <numerusform>%n changes not applied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) correction</source>
        <translation>
            <numerusform>%n needs correction</numerusform>
            <numerusform>%n need correction</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::RefusedLoginsDialog</name>
    <message numerus="yes">
        <source>%n refused login(s) in the log.</source>
        <translation>
            <numerusform>%n refused login in the log.</numerusform>
            <numerusform>%n refused logins in the log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::RunningLimits</name>
    <message numerus="yes">
        <source>%n of them differ from what a new login or start would get.</source>
        <translation>
            <numerusform>%n of them differs from what a new login or start would get.</numerusform>
            <numerusform>%n of them differ from what a new login or start would get.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::SrpTargetPage</name>
    <message numerus="yes">
        <source>%n export(s) will not survive a reboot, or not as they are: %1.</source>
        <translation>
            <numerusform>%n export will not survive a reboot, or not as it is: %1.</numerusform>
            <numerusform>%n exports will not survive a reboot, or not as they are: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rdma::TrafficView</name>
    <message numerus="yes">
        <source>%n second(s) ago</source>
        <translation>
            <numerusform>%n second ago</numerusform>
            <numerusform>%n seconds ago</numerusform>
        </translation>
    </message>
</context>
</TS>
