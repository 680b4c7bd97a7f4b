// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-2.0-only

/*
 * Test only: two network interfaces that look like the ports of an IPoIB adapter and drop what is sent.
 *
 * Like the real driver (drivers/infiniband/ulp/ipoib): link type 32, a 20-byte address of flags, a queue pair number that
 * changes at every load, the subnet prefix and the port GUID; the parents hang below a device with a driver, P_Key
 * children (create_child, delete_child) share the address and hang below none.
 */
#include <linux/if_arp.h>
#include <linux/if_infiniband.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/platform_device.h>
#include <linux/random.h>
#include <linux/rtnetlink.h>

#define LAB_PORTS 2
#define LAB_FULL_MEMBER 0x8000
#define LAB_FLAG_RC 0x80 /* "connected mode capable" */

static const u8 lab_gid[LAB_PORTS][16] = {
	{ 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0xf4, 0x52, 0x14, 0x03, 0x00, 0x7b, 0xcb, 0xa1 },
	{ 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0xf4, 0x52, 0x14, 0x03, 0x00, 0x7b, 0xcb, 0xa2 },
};

struct lab_ipoib {
	struct net_device *dev;
	struct net_device *parent; /* of a P_Key child */
	u16 pkey;
	struct list_head list;
};

static LIST_HEAD(lab_interfaces); /* newest first, so children before their parents; guarded by rtnl */
static struct platform_device *lab_adapter;

static int lab_open(struct net_device *dev)
{
	netif_carrier_on(dev);
	netif_start_queue(dev);
	return 0;
}

static int lab_stop(struct net_device *dev)
{
	netif_stop_queue(dev);
	netif_carrier_off(dev);
	return 0;
}

static netdev_tx_t lab_xmit(struct sk_buff *skb, struct net_device *dev)
{
	dev->stats.tx_dropped++;
	dev_kfree_skb(skb);
	return NETDEV_TX_OK;
}

static int lab_iflink(const struct net_device *dev)
{
	const struct lab_ipoib *ipoib = netdev_priv(dev);

	return ipoib->parent ? ipoib->parent->ifindex : dev->ifindex;
}

static const struct net_device_ops lab_ops = {
	.ndo_open = lab_open,
	.ndo_stop = lab_stop,
	.ndo_start_xmit = lab_xmit,
	.ndo_get_iflink = lab_iflink,
};

static void lab_setup(struct net_device *dev)
{
	dev->netdev_ops = &lab_ops;
	dev->type = ARPHRD_INFINIBAND;
	dev->addr_len = INFINIBAND_ALEN;
	dev->hard_header_len = 4;
	dev->mtu = 2044;
	dev->max_mtu = 65520;
	dev->tx_queue_len = 256;
	dev->flags = IFF_BROADCAST | IFF_MULTICAST;
	dev->needs_free_netdev = true;
}

static ssize_t pkey_show(struct device *device, struct device_attribute *attr, char *buf)
{
	const struct lab_ipoib *ipoib = netdev_priv(to_net_dev(device));

	return sysfs_emit(buf, "0x%04x\n", ipoib->pkey);
}
static DEVICE_ATTR_RO(pkey);

static ssize_t mode_show(struct device *device, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "datagram\n");
}
static DEVICE_ATTR_RO(mode);

static ssize_t umcast_show(struct device *device, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "0\n");
}
static DEVICE_ATTR_RO(umcast);

static ssize_t parent_show(struct device *device, struct device_attribute *attr, char *buf)
{
	const struct lab_ipoib *ipoib = netdev_priv(to_net_dev(device));

	return sysfs_emit(buf, "%s\n", ipoib->parent->name);
}
static DEVICE_ATTR_RO(parent);

static struct attribute *lab_child_attrs[] = {
	&dev_attr_pkey.attr, &dev_attr_mode.attr, &dev_attr_umcast.attr, &dev_attr_parent.attr, NULL,
};
static const struct attribute_group lab_child_group = { .attrs = lab_child_attrs };

static int lab_add_child(struct net_device *parent, u16 pkey)
{
	struct lab_ipoib *child;
	struct net_device *dev;
	char name[IFNAMSIZ];
	int err;

	if (snprintf(name, sizeof(name), "%s.%04x", parent->name, pkey) >= sizeof(name))
		return -ENAMETOOLONG;
	dev = alloc_netdev(sizeof(*child), name, NET_NAME_UNKNOWN, lab_setup);
	if (!dev)
		return -ENOMEM;
	child = netdev_priv(dev);
	child->dev = dev;
	child->parent = parent;
	child->pkey = pkey | LAB_FULL_MEMBER;
	__dev_addr_set(dev, parent->dev_addr, INFINIBAND_ALEN);
	dev->sysfs_groups[0] = &lab_child_group;
	netif_carrier_off(dev);
	err = register_netdevice(dev);
	if (err)
		free_netdev(dev);
	else
		list_add(&child->list, &lab_interfaces);
	return err;
}

static int lab_delete_child(struct net_device *parent, u16 pkey)
{
	struct lab_ipoib *ipoib;

	list_for_each_entry(ipoib, &lab_interfaces, list) {
		if (ipoib->parent == parent && ipoib->pkey == (pkey | LAB_FULL_MEMBER)) {
			list_del(&ipoib->list);
			unregister_netdevice(ipoib->dev);
			return 0;
		}
	}
	return -ENODEV;
}

static ssize_t lab_change_child(struct device *device, const char *buf, size_t count,
				int (*change)(struct net_device *parent, u16 pkey))
{
	u16 pkey;
	int err = kstrtou16(buf, 0, &pkey);

	if (err)
		return err;
	if (!rtnl_trylock()) /* whoever holds it may be waiting for this very attribute to go */
		return restart_syscall();
	err = change(to_net_dev(device), pkey);
	rtnl_unlock();
	return err ? err : count;
}

static ssize_t create_child_store(struct device *device, struct device_attribute *attr, const char *buf, size_t count)
{
	return lab_change_child(device, buf, count, lab_add_child);
}
static DEVICE_ATTR_WO(create_child);

static ssize_t delete_child_store(struct device *device, struct device_attribute *attr, const char *buf, size_t count)
{
	return lab_change_child(device, buf, count, lab_delete_child);
}
static DEVICE_ATTR_WO(delete_child);

static struct attribute *lab_port_attrs[] = {
	&dev_attr_pkey.attr,	     &dev_attr_mode.attr,	  &dev_attr_umcast.attr,
	&dev_attr_create_child.attr, &dev_attr_delete_child.attr, NULL,
};
static const struct attribute_group lab_port_group = { .attrs = lab_port_attrs };

static int lab_add_port(int port)
{
	u8 address[INFINIBAND_ALEN] = { LAB_FLAG_RC };
	struct lab_ipoib *ipoib;
	struct net_device *dev;
	int err;

	dev = alloc_netdev(sizeof(*ipoib), "ib%d", NET_NAME_UNKNOWN, lab_setup);
	if (!dev)
		return -ENOMEM;
	ipoib = netdev_priv(dev);
	ipoib->dev = dev;
	ipoib->pkey = 0xffff;
	get_random_bytes(address + 1, 3);
	memcpy(address + 4, lab_gid[port], sizeof(lab_gid[port]));
	__dev_addr_set(dev, address, INFINIBAND_ALEN);
	dev->dev_port = port;
	dev->dev_id = port;
	dev->sysfs_groups[0] = &lab_port_group;
	SET_NETDEV_DEV(dev, &lab_adapter->dev);
	netif_carrier_off(dev);
	rtnl_lock();
	err = register_netdevice(dev);
	if (err)
		free_netdev(dev);
	else
		list_add(&ipoib->list, &lab_interfaces);
	rtnl_unlock();
	return err;
}

static void lab_remove_interfaces(void)
{
	struct lab_ipoib *ipoib, *next;
	LIST_HEAD(gone);

	rtnl_lock();
	list_for_each_entry_safe(ipoib, next, &lab_interfaces, list)
		unregister_netdevice_queue(ipoib->dev, &gone);
	unregister_netdevice_many(&gone);
	rtnl_unlock();
}

static struct platform_driver lab_driver = { .driver = { .name = "rdma_lab_ipoib" } };

static int __init lab_init(void)
{
	int port, err = platform_driver_register(&lab_driver);

	if (err)
		return err;
	lab_adapter = platform_device_register_simple("rdma_lab_ipoib", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(lab_adapter)) {
		platform_driver_unregister(&lab_driver);
		return PTR_ERR(lab_adapter);
	}
	for (port = 0; port < LAB_PORTS && !err; port++)
		err = lab_add_port(port);
	if (!err)
		return 0;
	lab_remove_interfaces();
	platform_device_unregister(lab_adapter);
	platform_driver_unregister(&lab_driver);
	return err;
}

static void __exit lab_exit(void)
{
	lab_remove_interfaces();
	platform_device_unregister(lab_adapter);
	platform_driver_unregister(&lab_driver);
}

module_init(lab_init);
module_exit(lab_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Test-only interfaces in the shape of IPoIB");
