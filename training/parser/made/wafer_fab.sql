CREATE TABLE fab (fab_id integer PRIMARY KEY, name text, city text, country text, opened integer, clean_class text);
CREATE TABLE product (prod_cd text PRIMARY KEY, name text, node_nm integer, family text, price real);
CREATE TABLE lot (lot_no text PRIMARY KEY, prod_cd text, fab_id integer, wafer_qty integer, scrap_qty integer, start_dt date, status text, priority integer, FOREIGN KEY (prod_cd) REFERENCES product(prod_cd), FOREIGN KEY (fab_id) REFERENCES fab(fab_id));
CREATE TABLE tool (tool_id integer PRIMARY KEY, name text, vendor text, tool_type text, fab_id integer, install_year integer, FOREIGN KEY (fab_id) REFERENCES fab(fab_id));
CREATE TABLE lot_step (step_id integer PRIMARY KEY, lot_no text, tool_id integer, run_dt date, minutes integer, yield_pct real, FOREIGN KEY (lot_no) REFERENCES lot(lot_no), FOREIGN KEY (tool_id) REFERENCES tool(tool_id));
INSERT INTO fab VALUES
(1,'Hazel Line','Icheon','South Korea',2004,'ISO 4'),
(2,'Birch Line','Hsinchu','Taiwan',2011,'ISO 3'),
(3,'Cedar Line','Dresden','Germany',1998,'ISO 4'),
(4,'Maple Line','Boise','United States',1989,'ISO 5'),
(5,'Pine Line','Kumamoto','Japan',2019,'ISO 3'),
(6,'Alder Line','Leuven','Belgium',2008,'ISO 5'),
(7,'Rowan Line','Pyeongtaek','South Korea',2017,'ISO 3'),
(8,'Larch Line','Catania','Italy',1996,NULL);
INSERT INTO product VALUES
('P10','Kestrel',7,'logic',410.5),
('P11','Merlin',5,'logic',725.0),
('P12','Osprey',14,'logic',198.0),
('P20','Basalt',18,'memory',88.4),
('P21','Granite',12,'memory',132.9),
('P22','Obsidian',10,'memory',176.0),
('P30','Lantern',65,'sensor',41.2),
('P31','Prism',40,'sensor',57.8),
('P40','Anvil',180,'power',19.9),
('P41','Forge',130,'power',26.3);
INSERT INTO lot VALUES
('L2201','P10',2,25,1,'2022-03-04','shipped',2),
('L2202','P20',1,25,3,'2022-03-19','shipped',3),
('L2203','P21',7,24,0,'2022-04-02','shipped',1),
('L2204','P30',3,20,2,'2022-05-11','scrapped',3),
('L2301','P11',2,25,4,'2023-01-15','running',1),
('L2302','P11',5,23,2,'2023-02-08','shipped',1),
('L2303','P22',7,25,1,'2023-02-27','on hold',2),
('L2304','P40',8,18,NULL,'2023-04-13','running',3),
('L2305','P20',1,25,5,'2023-06-21','running',2),
('L2306','P31',3,22,0,'2023-07-07','shipped',2),
('L2401','P10',5,25,2,'2024-01-09','running',1),
('L2402','P12',4,15,6,'2024-02-20','on hold',3);
INSERT INTO tool VALUES
(101,'Scanner A1','Veldhoven Optics','lithography',1,2015),
(102,'Scanner B2','Veldhoven Optics','lithography',2,2020),
(103,'Etcher E7','Fremont Plasma','etch',2,2018),
(104,'Etcher E9','Fremont Plasma','etch',7,2021),
(105,'Furnace F3','Tama Thermal','diffusion',3,2003),
(106,'Furnace F5','Tama Thermal','diffusion',1,2007),
(107,'Implanter I2','Beverly Ion','implant',5,2019),
(108,'Polisher C4','Hanbit CMP','polish',7,2018),
(109,'Scanner C3','Nikko Litho','lithography',5,2020),
(110,'Tester T1','Hanbit CMP','test',4,1999),
(111,'Tester T8','Nikko Litho','test',3,2012),
(112,'Stripper S2','Fremont Plasma','strip',2,2013);
INSERT INTO lot_step VALUES
(1,'L2201',102,'2022-03-06',48,98.2),
(2,'L2201',103,'2022-03-09',65,96.4),
(3,'L2202',101,'2022-03-22',52,93.1),
(4,'L2202',106,'2022-03-25',310,90.7),
(5,'L2203',104,'2022-04-05',58,99.0),
(6,'L2203',108,'2022-04-08',40,97.5),
(7,'L2204',105,'2022-05-14',295,71.3),
(8,'L2301',102,'2023-01-18',55,88.8),
(9,'L2302',109,'2023-02-11',50,94.6),
(10,'L2302',107,'2023-02-15',33,NULL),
(11,'L2303',104,'2023-03-01',61,95.9),
(12,'L2305',101,'2023-06-24',54,85.2),
(13,'L2306',111,'2023-07-12',120,98.8),
(14,'L2401',109,'2024-01-12',47,92.0);
