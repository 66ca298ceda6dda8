CREATE TABLE town (
  town_id integer PRIMARY KEY,
  name text,
  country text,
  guild_founded integer,
  popn integer
);
CREATE TABLE maker (
  mkr_id integer PRIMARY KEY,
  fst_nm text,
  lst_nm text,
  town_id integer,
  birth_yr integer,
  death_yr integer,
  school text,
  FOREIGN KEY (town_id) REFERENCES town(town_id)
);
CREATE TABLE apprenticeship (
  appr_id integer PRIMARY KEY,
  mkr_id integer,
  pupil_nm text,
  start_yr integer,
  yrs integer,
  FOREIGN KEY (mkr_id) REFERENCES maker(mkr_id)
);
CREATE TABLE instrument (
  instr_no integer PRIMARY KEY,
  nickname text,
  kind text,
  mkr_id integer,
  made_yr integer,
  back_wood text,
  body_len_mm real,
  est_value integer,
  FOREIGN KEY (mkr_id) REFERENCES maker(mkr_id)
);
CREATE TABLE owner (
  owner_id integer PRIMARY KEY,
  name text,
  category text,
  city text,
  country text
);
CREATE TABLE ownership (
  instr_no integer,
  owner_id integer,
  from_yr integer,
  to_yr integer,
  price_paid integer,
  PRIMARY KEY (instr_no, owner_id),
  FOREIGN KEY (instr_no) REFERENCES instrument(instr_no),
  FOREIGN KEY (owner_id) REFERENCES owner(owner_id)
);
INSERT INTO town VALUES
(1,'Cremona','Italy',1590,72000),
(2,'Brescia','Italy',1550,196000),
(3,'Mittenwald','Germany',1685,7300),
(4,'Mirecourt','France',1732,5200),
(5,'Absam','Austria',NULL,7100),
(6,'Markneukirchen','Germany',1677,7000),
(7,'Venice','Italy',1613,250000),
(8,'London','United Kingdom',NULL,8900000);
INSERT INTO maker VALUES
(1,'Aurelio','Bergonzoli',1,1672,1741,'Cremonese'),
(2,'Giacomo','Bergonzoli',1,1705,1779,'Cremonese'),
(3,'Pietro','Zanolini',2,1581,1640,'Brescian'),
(4,'Matthias','Kirchner',3,1690,1768,'German'),
(5,'Nicolas','Aubertin',4,1756,1823,'French'),
(6,'Jakob','Steindl',5,1620,1689,'Tyrolean'),
(7,'Domenico','Morassi',7,1688,1750,'Venetian'),
(8,'Claude','Didelot',4,1801,1875,'French'),
(9,'Edward','Thackray',8,1728,1794,'English'),
(10,'Elena','Varga',1,1978,NULL,'modern'),
(11,'Hiroto','Kase',1,1985,NULL,'modern');
INSERT INTO apprenticeship VALUES
(1,1,'Giacomo Bergonzoli',1719,7),
(2,1,'Carlo Fini',1722,5),
(3,3,'Bartolo Rota',1612,6),
(4,4,'Johann Kirchner',1731,4),
(5,4,'Georg Hornle',1740,5),
(6,4,'Sebastian Rieger',1752,3),
(7,5,'Claude Villaume',1790,8),
(8,6,'Leopold Egger',1661,6),
(9,8,'Auguste Perrin',1834,5),
(10,10,'Sara Lindholm',2016,3);
INSERT INTO instrument VALUES
(101,'The Swallow','violin',1,1715,'maple',355.5,6200000),
(102,'Black Rose','cello',1,1728,'maple',752.0,9400000),
(103,'The Notary','viola',2,1751,'poplar',412.5,1850000),
(104,'Old Lion','violin',3,1625,'maple',352.0,980000),
(105,'Forest Monk','violin',4,1744,'pear',357.0,145000),
(106,'Marquise','violin',5,1799,'maple',359.5,210000),
(107,'Ember','cello',7,1733,'poplar',741.5,4300000),
(108,NULL,'violin',6,1668,'maple',351.0,530000),
(109,'Little Thames','viola',9,1770,'maple',398.0,175000),
(110,'Aurora','violin',10,2011,'maple',356.0,38000),
(111,'Kumo','viola',11,2019,'willow',408.5,29000),
(112,'Blue Ribbon','cello',8,1848,'pear',756.0,320000),
(113,'Saint Elmo','violin',7,1729,'maple',354.0,2700000);
INSERT INTO owner VALUES
(1,'Halden Foundation','foundation','Oslo','Norway'),
(2,'Countess Irma Bathory-Kiss','private','Budapest','Hungary'),
(3,'Nippon Strings Trust','foundation','Osaka','Japan'),
(4,'Walter Ashcombe','dealer','London','United Kingdom'),
(5,'Banca del Po','bank','Cremona','Italy'),
(6,'Mei-Ling Hsu','private','Taipei','Taiwan'),
(7,'Rudolf Amsel','dealer','Vienna','Austria'),
(8,'Conservatory of Leith','school','Edinburgh','United Kingdom'),
(9,'Graciela Ponce','private','Buenos Aires','Argentina');
INSERT INTO ownership VALUES
(101,4,1921,1935,4500),
(101,1,1989,NULL,2100000),
(102,5,2003,NULL,5900000),
(103,2,1898,1931,900),
(103,6,2010,NULL,1200000),
(104,7,1955,1961,12000),
(105,8,1978,NULL,21000),
(106,4,1930,1947,700),
(107,3,1999,NULL,2450000),
(108,7,1958,1970,8800),
(109,8,1966,NULL,3200),
(112,4,1925,1928,350),
(113,3,2005,NULL,1600000),
(110,6,2012,NULL,30000);
